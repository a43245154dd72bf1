extension Canvas {
  /// The picture with escape sequences for colours and attributes, for `--once` and for files.
  ///
  /// At depth `.mono` attributes are written and no colours.
  package func ansi(theme: Theme, depth: ColourDepth) -> String {
    var text = ""
    var looks: [Style: String] = [:]
    func look(of style: Style) -> String {
      if let known = looks[style] { return known }
      let look = theme.look(of: style, depth: depth).sequence
      looks[style] = look
      return look
    }
    for row in 0..<height {
      var current = TerminalLook.plainSequence
      for column in 0..<width {
        let cell = self[column, row]
        guard !cell.isCovered else { continue }
        let wanted = look(of: cell.style)
        if wanted != current { text += wanted }
        current = wanted
        text += cell.text
      }
      text += current == TerminalLook.plainSequence ? "\n" : TerminalLook.plainSequence + "\n"
    }
    return text
  }
}
