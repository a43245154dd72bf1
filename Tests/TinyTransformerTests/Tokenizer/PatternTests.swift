import Testing

@testable import TinyTransformer

@Suite struct `A pattern` {
  @Test(arguments: [
    (#"a|ab"#, "ab", ["a"]),
    (#"ab|a"#, "ab", ["ab"]),
    (#"\s+(?!\S)|\s+"#, "a   b", ["  ", " "]),
    (#"\p{N}{1,3}"#, "12345", ["123", "45"]),
    (#"(?i:'s|'ll)"#, "'S'lL'\u{17F}", ["'S", "'lL", "'\u{17F}"]),
    (#"[^\r\n\p{L}]?\p{L}+"#, "(hello world\nx", ["(hello", " world", "x"]),
    (#"[a-c\]\-]+"#, "ab]-d", ["ab]-"]),
    (#"(?:ab)+c?"#, "ababcab", ["ababc", "ab"]),
    (#"(?:a|b){2}"#, "abba", ["ab", "ba"]),
    (#"x(?=y)"#, "xyxz", ["x"]),
    (#"\PL"#, "a1b", ["1"]),
    (#"\p{Lu}\p{Ll}*"#, "CamelCaseΣσ", ["Camel", "Case", "Σσ"]),
    (#"a*b"#, "aab b aa", ["aab", "b"]),
    (#"."#, "a\nb", ["a", "b"]),
  ])
  func `finds what Oniguruma finds`(_ pattern: String, _ text: String, _ found: [String]) throws {
    let scalars = Array(text.unicodeScalars)
    let matches = try Pattern(pattern).matches(in: scalars.map(\.value)[...]).map {
      String(String.UnicodeScalarView(scalars[$0]))
    }
    #expect(matches == found)
  }

  @Test(arguments: [
    (#"^a"#, "^", 0), (#"a+?"#, "+?", 1), (#"a++"#, "++", 1), (#"\bword"#, #"\b"#, 0),
    (#"\p{Han}"#, #"\p{Han}"#, 0), (#"[a&&b]"#, "&&", 2), (#"(?<n>a)"#, "(?<n", 0),
    (#"(a*)*"#, "*", 4), (#"(a"#, "(a", 0), (#"[a"#, "[a", 0), (#"a)"#, ")", 1),
    (#"a{3,1}"#, "{3,1}", 1), (#"a{1000000000}"#, "{10000", 1),
  ])
  func `an unknown construct is named with its place`(
    _ pattern: String, _ construct: String, _ place: Int
  ) {
    #expect(throws: PatternProblem(construct: construct, place: place)) {
      try Pattern(pattern)
    }
  }

  @Test func `many open groups are an error and no crash`() {
    #expect(throws: PatternProblem.self) {
      try Pattern(String(repeating: "(", count: 100_000))
    }
  }
}
