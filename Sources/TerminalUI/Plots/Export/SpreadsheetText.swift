/// Texts of strangers in tables that a spreadsheet may open.
package enum SpreadsheetText {
  /// The text, behind an apostrophe where a spreadsheet would compute it as a formula.
  ///
  /// The signs are those of OWASP's "CSV Injection"; what is a number stays one.
  package static func inert(_ text: String) -> String {
    guard let first = text.first, signs.contains(first), Double(text) == nil else { return text }
    return "'" + text
  }

  /// What a formula begins with, in both widths, and what is skipped before one.
  private static let signs: Set<Character> = [
    "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\r\n",
  ]
}
