/// How something looks on a terminal of some depth: its own colours, and attributes.
package struct TerminalLook: Hashable, Sendable {
  /// nil for the terminal's own.
  package var foreground: TerminalColour?
  package var background: TerminalColour?
  package var attributes: Attributes

  /// What the foreground looks like where nobody changed the palette, and where bold is bright.
  package func shownForeground(depth: ColourDepth) -> Colour? {
    guard depth <= .sixteen, attributes.contains(.bold), case .palette(let index) = foreground,
      index < 8
    else { return foreground?.shown }
    return TerminalColour.palette(index + 8).shown
  }

  /// Colours and attributes as a terminal takes them: Select Graphic Rendition of ECMA-48, always
  /// from a clean slate.
  package var sequence: String {
    var codes = ["0"]
    let names: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in names where attributes.contains(attribute) { codes.append(code) }
    if let foreground { codes.append(Self.code(foreground, base: 30)) }
    if let background { codes.append(Self.code(background, base: 40)) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  /// Takes back every colour and attribute.
  package static let plainSequence = "\u{1B}[0m"

  private static func code(_ colour: TerminalColour, base: Int) -> String {
    switch colour {
    case .palette(let index) where index < 8: String(base + Int(index))
    case .palette(let index) where index < 16: String(base + 60 + Int(index) - 8)
    case .palette(let index): "\(base + 8);5;\(index)"
    case .exact(let colour): "\(base + 8);2;\(colour.red);\(colour.green);\(colour.blue)"
    }
  }
}

extension Theme {
  /// How a style looks on a terminal; at depth `.mono` only its attributes are left.
  package func look(of style: Style, depth: ColourDepth) -> TerminalLook {
    let wanted = appearance(of: style)
    let background = wanted.background?.reduced(to: depth)
    var look = TerminalLook(background: background, attributes: wanted.attributes)
    guard let colour = foreground(of: style, depth: depth) ?? wanted.foreground else { return look }
    let ground = ColourReduction.Ground(
      of: colour, on: wanted.background ?? ground, shown: background?.shown ?? ground)
    look.foreground = colour.reduced(to: depth, on: ground)
    guard depth <= .sixteen, case .palette(let index) = look.foreground else { return look }
    if depth == .eight, index >= 8 {
      look.foreground = .palette(index - 8)
      look.attributes.insert(.bold)
    } else if index < 8, !ground.allows(index + 8) {
      // Bold is bright on many terminals, and bold black a grey.
      look.attributes.remove(.bold)
    }
    return look
  }

  /// The colour that a backdrop gives to all that lies on it where there are few: cyan on blue can
  /// be read on one terminal and not on another, since each has its own cyan and blue.
  private func foreground(of style: Style, depth: ColourDepth) -> Colour? {
    guard depth <= .sixteen, case .role(let role) = style.backdrop, self[role].background != nil
    else { return nil }
    return self[role].foreground
  }

  /// What is taken to lie behind everything.
  package var ground: Colour {
    background ?? (kind == .dark ? XtermPalette.all[0] : XtermPalette.all[15])
  }
}
