import TerminalUI

extension DashboardState {
  mutating func perform(_ taking: Taking) -> [Command] {
    switch taking {
    case .copy: copyTakeaway()
    case .bookmark: toggleBookmark()
    case .write: saveTakeaway()
    case .writeData: saveEpisode()
    case .writeScreen: [.saveScreen(name: "kolb-\(view.name).txt")]
    }
  }

  /// What `y` copies and `w` writes: what the view has under its cursor, or else its picture.
  var takeaway: Takeaway {
    currentView.takeaway(of: self)
      ?? Takeaway("the screen", file: "kolb-\(view.name).txt", text: picture)
  }

  /// The view without the lines above and below it.
  private var picture: String {
    var canvas = Canvas(width: max(screen.width, 40), height: max(screen.height - 2, 8))
    currentView.draw(self, in: canvas.bounds, on: &canvas)
    return canvas.lines.joined(separator: "\n")
  }

  /// Terminals drop what is longer than this, of the text in base 64 (xterm; others take more).
  private static let clipboardLimit = 74_994

  private mutating func copyTakeaway() -> [Command] {
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
