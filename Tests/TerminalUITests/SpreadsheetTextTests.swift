import Testing

@testable import TerminalUI

@Suite struct `Text in tables` {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+x", "'+x"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("＝1", "'＝1"),
    ("=\u{301}1+1", "'=\u{301}1+1"), ("\t=1", "'\t=1"), ("\r\n=1", "'\r\n=1"),
    ("-1.5", "-1.5"), ("+2", "+2"), ("a=1", "a=1"), ("", ""), ("\u{301}=", "\u{301}="),
  ])
  func `are no formulas`(text: String, inert: String) {
    #expect(Array(SpreadsheetText.inert(text).utf8) == Array(inert.utf8))
  }

  @Test(arguments: [
    ("plain", "plain"), ("", "\"\""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
    ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a,\u{301}b", "\"a,\u{301}b\""),
    ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
  ])
  func `stay in their cells`(text: String, field: String) {
    #expect(Array(SpreadsheetText.field(text).utf8) == Array(field.utf8))
  }
}
