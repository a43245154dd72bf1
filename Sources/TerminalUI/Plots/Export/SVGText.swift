/// Pieces of SVG, the same for the same numbers on every machine.
enum SVGText {
  /// Text between tags or in quotes; characters that XML or a screen must not see are shown as
  /// symbols.
  static func escaped(_ text: String) -> String {
    var result = ""
    // By scalars, because a mark on a sign makes another character of both, but no less of a sign.
    for scalar in TextCleaner.clean(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A place in pixels, to a hundredth; far outside it is held to what every viewer can read.
  static func number(_ value: Double) -> String {
    let held = value.isNaN ? 0 : min(1e6, max(-1e6, value))
    var text = NumberText.fixed(held, decimals: 2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  static func point(_ x: Double, _ y: Double) -> String { number(x) + "," + number(y) }

  /// An element without content.
  static func tag(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
    "<\(name)" + attributes.map { " \($0)=\"\($1)\"" }.joined() + "/>"
  }

  enum Anchor: String {
    case start
    case middle
    case end
  }

  static func label(
    _ text: String, _ x: Double, _ y: Double, anchor: Anchor = .start, colour: String = "#333333"
  ) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor.rawValue)\" "
      + "fill=\"\(colour)\">\(escaped(text))</text>"
  }

  /// About as wide as a sans-serif font of 12 pixels makes it.
  static func width(of text: String) -> Double {
    Double(TextWidth.columns(of: text)) * 6.8
  }
}
