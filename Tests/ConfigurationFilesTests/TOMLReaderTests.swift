import RLCore
import RunModel
import Testing

@testable import ConfigurationFiles

@Suite struct `Reading TOML` {
  @Test(
    arguments: [
      ("12", .integer(12)), ("-0", .integer(0)), ("+1_000", .integer(1000)),
      ("0xFf", .integer(255)), ("0b101", .integer(5)), ("0o17", .integer(15)),
      ("1e3", .number(1000)), ("-2.5E-1", .number(-0.25)), ("1_0.2_5", .number(10.25)),
      ("inf", .number(.infinity)), ("true", .flag(true)),
      ("\"a\\u00e9\\n\\U0001F600\"", .text("aé\n😀")), ("'C:\\new'", .text("C:\\new")),
      ("\"\"\"\na\\\n   b\"\"\"\"", .text("ab\"")), ("'''x'y'''", .text("x'y")),
      ("\"\"", .text("")),
      ("[1, 'a', [true],\n # no\n]", .list([.integer(1), .text("a"), .list([.flag(true)])])),
      ("2026-11-23T10:00:00Z", .other("a date or time")), ("07:32:00", .other("a date or time")),
      ("99999999999999999999", .other("a number beyond 64 bits")),
    ] as [(String, OptionValue)])
  func `takes every form of a value`(text: String, value: OptionValue) {
    #expect(TOMLReader.value(of: text) == value)
  }

  @Test(arguments: [
    "", "01", "1__0", "_1", "1_", "1.", ".5", "1.e3", "0x", "0xg", "--1", "tru", "[1", "[1 2]",
    "[4, }", "\"a", "'a\nb'", "\"\\q\"", "\"\\ud800\"", "\"\"\"a", "1 2", "{", "0x1p3", "infinity",
  ])
  func `refuses what is no value`(text: String) {
    #expect(TOMLReader.value(of: text) == nil)
  }

  @Test(arguments: [
    ("a = 1\n[=]", 2), ("[\n", 1), ("a\n= 1", 1), ("a = 1\na.b = 2", 2), ("[a]\n[a]", 2),
    ("a = {b = 1}\na.b = 2", 2), ("a = {b = 1\n}", 1), ("a = '''\n\n'''\nb", 4), ("a = 1 b", 1),
    ("a = 1\r\r\n", 1),
  ])
  func `says on which line the fault is`(text: String, line: Int) {
    #expect(TOMLReader(text).fault?.line == line)
  }

  @Test func `says on which line each key stands`() {
    let reader = TOMLReader("a = '''\n'''\r\n[ b . \"c d\" ]\ne.f = {g = 1, h = {}}\n")
    #expect(reader.fault == nil)
    #expect(
      reader.entries.map { "\($0.line) \($0.path.joined(separator: "/"))" } == [
        "1 a", "3 b/c d", "4 b/c d/e/f", "4 b/c d/e/f/g", "4 b/c d/e/f/h",
      ])
  }
}
