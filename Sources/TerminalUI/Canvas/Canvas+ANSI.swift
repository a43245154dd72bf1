extension Canvas {
  /// The picture with escape sequences for colours and attributes, for `--once` and for files.
  ///
  /// At depth `.mono` attributes are written and no colours.
  package func ansi(theme: Theme, depth: ColourDepth) -> String {
    var text = ""
    for row in 0..<height {
      var current = Self.plain
      for column in 0..<width {
        let cell = self[column, row]
        guard !cell.isCovered else { continue }
        let wanted = Self.sequence(for: theme.appearance(of: cell.style), depth: depth)
        if wanted != current { text += wanted }
        current = wanted
        text += cell.text
      }
      text += current == Self.plain ? "\n" : Self.plain + "\n"
    }
    return text
  }

  private static let plain = "\u{1B}[0m"

  /// Select Graphic Rendition of ECMA-48, always from a clean slate.
  private static func sequence(for look: Appearance, depth: ColourDepth) -> String {
    var codes = ["0"]
    let attributes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in attributes where look.attributes.contains(attribute) {
      codes.append(code)
    }
    if let colour = look.foreground?.reduced(to: depth) { codes.append(code(colour, base: 30)) }
    if let colour = look.background?.reduced(to: depth) { codes.append(code(colour, base: 40)) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  private static func code(_ colour: TerminalColour, base: Int) -> String {
    switch colour {
    case .palette(let index) where index < 8: String(base + Int(index))
    case .palette(let index) where index < 16: String(base + 60 + Int(index) - 8)
    case .palette(let index): "\(base + 8);5;\(index)"
    case .exact(let colour): "\(base + 8);2;\(colour.red);\(colour.green);\(colour.blue)"
    }
  }
}
