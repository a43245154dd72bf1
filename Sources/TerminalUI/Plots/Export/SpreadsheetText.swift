/// Texts of strangers in tables that a spreadsheet may open.
package enum SpreadsheetText {
  /// The text, behind an apostrophe where a spreadsheet would compute it as a formula.
  ///
  /// The signs are those of OWASP's "CSV Injection"; what is a number stays one.
  package static func inert(_ text: String) -> String {
    // A mark on a sign makes another character of both, and the sign is still what comes first.
    guard let first = text.unicodeScalars.first, signs.contains(first), Double(text) == nil else {
      return text
    }
    return "'" + text
  }

  /// A field of comma-separated values: in quotes where commas, quotes, line breaks or nothing at
  /// all would be taken for something else.
  package static func field(_ text: String) -> String {
    // By scalars, because a mark on a comma makes another character of both, but no other byte.
    let needsQuotes =
      text.isEmpty || text.unicodeScalars.contains { breaks.contains($0) }
    guard needsQuotes else { return text }
    var field = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { field.append(scalar) }
      field.append(scalar)
    }
    field.append("\"")
    return String(field)
  }

  private static let breaks: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]

  /// What a formula begins with, in both widths, and what is skipped before one.
  private static let signs: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n",
  ]
}
