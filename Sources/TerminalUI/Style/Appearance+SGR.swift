extension Appearance {
  /// Colours and attributes as a terminal takes them: Select Graphic Rendition of ECMA-48, always
  /// from a clean slate.
  ///
  /// At depth `.mono` attributes are written and no colours.
  package func sequence(depth: ColourDepth) -> String {
    var codes = ["0"]
    let names: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in names where attributes.contains(attribute) { codes.append(code) }
    if let colour = foreground?.reduced(to: depth) { codes.append(Self.code(colour, base: 30)) }
    if let colour = background?.reduced(to: depth) { codes.append(Self.code(colour, base: 40)) }
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
