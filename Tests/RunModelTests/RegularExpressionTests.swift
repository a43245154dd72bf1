import RunModel
import Testing

struct RegularExpressionTests {
  /// What is found of a text, or nothing.
  private func found(_ pattern: String, in text: String) throws -> String? {
    let pattern = try TextPattern(expression: pattern)
    return pattern.firstMatch(in: text).map { range in
      String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
  }

  private static let cases: [(pattern: String, text: String, found: String?)] = [
    ("hole", "a Hole here", "Hole"), ("h.le", "a hale", "hale"), ("h.le", "a hle", nil),
    ("ab|cd", "xcdab", "cd"), ("a(b|c)d", "abd", "abd"), ("(?:ab)+", "xababx", "abab"),
    ("a*", "baa", ""), ("a+", "baa", "aa"), ("ba?a", "ba", "ba"), ("a{2}", "aaa", "aa"),
    ("a{2,}", "aaaa", "aaaa"), ("a{1,2}", "aaaa", "aa"), ("a{0,1}b", "cb", "b"),
    ("[a-c]+", "xxabcd", "abc"), ("[^a-c ]+", "ab xyz", "xyz"), ("[]x]+", "a]x", "]x"),
    ("[a\\d_]+", "x12_a", "12_a"), (#"\d+\.\d"#, "v 3.14", "3.1"), (#"\w+"#, "  né ", "n"),
    (#"\bend\b"#, "bend end", "end"), (#"\Bend"#, "end bend", "end"),
    ("^two$", "one\ntwo\n3", "two"),
    ("^one", "xone", nil), ("x$", "xy", nil), ("é", "caf\u{E9}s", "é"), ("caf.s", "cafés", "cafés"),
    ("[é]", "café", "é"), ("[^a-z]", "añ", "ñ"), (#"\S\s\S"#, "ab cd", "b c"),
    (#"\(x\)"#, "f(x)", "(x)"), ("a|", "b", ""), ("", "abc", ""), ("🚀+", "a🚀🚀", "🚀🚀"),
    ("a??b", "ab", "ab"), ("(a|ab)(c|bcd)", "abcd", "abcd"),
  ]

  @Test func `patterns find what they say, first and longest`() throws {
    for (pattern, text, expected) in Self.cases {
      #expect(try found(pattern, in: text) == expected, "/\(pattern)/ in '\(text)'")
    }
  }

  @Test(arguments: [
    ("a(b", 1, "'(' is not closed"), ("ab)", 2, "closes nothing"), ("[a-", 0, "'[' is not closed"),
    ("*a", 0, "nothing before it"), ("a{200}", 1, "at most 100"), ("a{3,1}", 1, "at most 100"),
    ("[z-a]", 1, "a lower to a higher"), (#"\q"#, 0, "there is no '\\q'"),
    ("a\\", 1, "ends with"), ("((a{100}){100}){100}", 0, "too large"), ("a|?", 2, "nothing before"),
  ])
  func `a wrong pattern is explained`(pattern: String, place: Int, words: String) {
    let problem = #expect(throws: RegularExpressionProblem.self) {
      try TextPattern(expression: pattern)
    }
    #expect(problem?.place == place)
    #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
  }

  /// Going back and trying again would take longer than the universe is old.
  @Test func `hostile patterns and texts take no longer than their length`() throws {
    let text = String(repeating: "a", count: 5000) + "!"
    #expect(try found("(a+)+$", in: text) == nil)
    #expect(try found("(a|a)*b", in: text) == nil)
    #expect(try found("(a*)*(a*)*!", in: text) == text)
  }

  @Test func `a match may be looked for from a place on`() throws {
    let pattern = try TextPattern(expression: "a.")
    #expect(pattern.firstMatch(in: "ab ac", from: 1) == 3..<5)
    #expect(TextPattern(words: "HOLE").firstMatch(in: "a hole, a Hole", from: 3) == 10..<14)
    #expect(TextPattern(words: "").firstMatch(in: "ab", from: 1) == 1..<1)
  }
}
