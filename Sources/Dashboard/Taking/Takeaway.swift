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
    text = rows.map { $0.map { TextCleaner.clean($0) }.joined(separator: "\t") }
      .joined(separator: "\n")
  }
}

extension DashboardState {
  /// What `y` copies and `w` writes: what the view has under its cursor, or else its picture.
  var takeaway: Takeaway {
    currentView.takeaway(of: self)
      ?? Takeaway("the screen", file: "kolb-\(view.name).txt", text: picture)
  }

  /// The view without the lines above and below it.
  private var picture: String {
    var canvas = Canvas(width: max(width, 40), height: max(height - 2, 8))
    currentView.draw(self, in: canvas.bounds, on: &canvas)
    return canvas.lines.joined(separator: "\n")
  }

  /// Terminals drop what is longer than this, of the text in base 64 (xterm; others take more).
  private static let clipboardLimit = 74_994

  mutating func copyTakeaway() -> [Command] {
    let taken = takeaway
    guard (taken.text.utf8.count + 2) / 3 * 4 <= Self.clipboardLimit else {
      notify("\(taken.title) is too long for a terminal's clipboard; w writes it to a file")
      return []
    }
    notify("copied \(taken.title)")
    return [.copy(taken.text)]
  }

  func saveTakeaway(as name: String = "") -> [Command] {
    let taken = takeaway
    return [.save(name: name.isEmpty ? taken.file : name, text: taken.text)]
  }

  /// Writes the episode under the cursor as one JSON object.
  mutating func saveEpisode(as name: String = "") -> [Command] {
    guard let episode = currentView.episode(of: self), let texts = texts(of: episode) else {
      notify("no episode is selected; W writes one as JSON")
      return []
    }
    return [.saveEpisode(texts, name: name.isEmpty ? "episode-\(episode).json" : name)]
  }
}
