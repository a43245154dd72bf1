import TerminalUI

/// What is under the cursor, as text to be copied or saved.
///
/// Cleaned like the screen: whoever pastes it into a shell or prints the file gets no escape
/// sequence that a model wrote.
package struct Takeaway: Equatable, Sendable {
  /// As a notice names it: "episode 12".
  package let title: String
  /// The file that it is saved to where nobody names another.
  package let file: String
  package let text: String

  package init(_ title: String, file: String, text: String) {
    self.title = title
    self.file = file
    self.text = TextCleaner.lines(of: text).map { TextCleaner.clean(String($0)) }
      .joined(separator: "\n")
  }

  /// Rows of cells, with tabs between them as spreadsheets take them.
  package init(_ title: String, file: String, rows: [[String]]) {
    self.title = title
    self.file = file
    text = rows.map { row in
      row.map { SpreadsheetText.inert(TextCleaner.clean($0)) }.joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
