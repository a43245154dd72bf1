import Testing

@testable import Basics

@Suite struct `JSON as a tree` {
  private static let documents: [(String, JSONValue)] = [
    ("null", nil),
    (" [1, -2, 3.5, 1e3, true] ", [1, -2, .number(3.5), .number(1000), true]),
    (#"{"b": {"a": []}, "a": {}}"#, ["b": ["a": []], "a": .object([])]),
    (#""é\ud83d\ude00\"\\\n\u2028""#, "é😀\"\\\n\u{2028}"),
    ("123456789012345678901234567890", .number(1.2345678901234568e29)),
  ]

  @Test(arguments: documents)
  func `reads values in the order of the text`(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text.utf8) == value)
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1,]", 3), (#"{"a" 1}"#, 5), (#"{"a":1,"a":2}"#, 7), ("01", 0),
    ("1 2", 2), ("nul", 0), ("NaN", 0), ("-", 1), ("1.", 2), ("1e999", 0), (#""abc"#, 4),
    ("\"\n\"", 1), (#""\x""#, 1), (#""\ud83d""#, 1), (#""\ud83dA""#, 1), (#""\ud83d\u0041""#, 1),
    (#"{a:1}"#, 1),
  ])
  func `says at which byte a text stops being JSON`(text: String, offset: Int) {
    let error = #expect(throws: JSONProblem.self) { try JSONValue(parsing: text.utf8) }
    #expect(error?.byte == offset)
  }

  @Test func `refuses bytes that are not UTF-8`() {
    #expect(throws: JSONProblem.self) {
      try JSONValue(parsing: [UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")])
    }
  }

  @Test func `refuses deep nesting instead of exhausting the stack`() {
    let text = String(repeating: "[", count: 1_000_000)
    #expect(throws: JSONProblem.self) { try JSONValue(parsing: text.utf8) }
  }

  @Test func `counts names of different bytes as different`() throws {
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    guard case .object(let members) = try JSONValue(parsing: text.utf8) else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.value) == [1, 2])
  }

  @Test func `writes what it reads`() throws {
    let value: JSONValue = [
      "text": "tab\tquote\" \u{1} é", "list": [1, .number(0.1), .number(1e-6), nil], "empty": [],
      "object": ["flag": false],
    ]
    #expect(try JSONValue(parsing: value.compactText().utf8) == value)
    #expect(try JSONValue(parsing: value.indentedText().utf8) == value)
    #expect(JSONValue.object([.init(name: "a", value: [1])]).compactText() == #"{"a":[1]}"#)
    #expect(
      JSONValue.object([.init(name: "a", value: [1])]).indentedText()
        == "{\n  \"a\": [\n    1\n  ]\n}\n")
  }

  @Test(arguments: [
    -0x1p63, 0x1p63, -0x1p53, 0x1p53, 0x1p53 - 1, -0.0, 0.1, -1e308,
    Double.leastNonzeroMagnitude,
  ])
  func `writes a number at the edge of what an integer holds`(number: Double) {
    let text = JSONValue.number(number).compactText()
    #expect(Double(text) == number, "\(text)")
  }

  @Test func `a table has what is short on a line of its own`() throws {
    let value: JSONValue = ["rows": [["a": 1, "b": [1, 2]], ["long": "0123456789"]], "n": 3]
    let text = value.tabulatedText(width: 20)
    #expect(
      text == """
        {
          "rows": [
            {"a":1,"b":[1,2]},
            {
              "long": "0123456789"
            }
          ],
          "n": 3
        }

        """)
    #expect(try JSONValue(parsing: text.utf8) == value)
  }
}
