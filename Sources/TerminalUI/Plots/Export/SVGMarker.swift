import Foundation

/// The signs of curves as shapes, because fonts differ in what they make of them.
enum SVGMarker {
  private static let radius = 4.0

  static func shape(_ marker: Character, _ x: Double, _ y: Double, colour: String) -> String {
    switch marker {
    case "●", "*": circle(x, y, colour, isFilled: true)
    case "○", "o", "·": circle(x, y, colour, isFilled: false)
    case "◆": polygon(diamond, x, y, colour, isFilled: true)
    case "◇": polygon(diamond, x, y, colour, isFilled: false)
    case "▲": polygon(triangle, x, y, colour, isFilled: true)
    case "△": polygon(triangle, x, y, colour, isFilled: false)
    case "▽": polygon(triangle.map { ($0.0, -$0.1) }, x, y, colour, isFilled: false)
    case "■", "▣": polygon(square, x, y, colour, isFilled: true)
    case "□": polygon(square, x, y, colour, isFilled: false)
    case "✗", "×", "x": cross(x, y, colour)
    default: SVGText.label(String(marker), x, y + 4, anchor: .middle, colour: colour)
    }
  }

  private static let diamond: [(Double, Double)] = [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]
  private static let triangle: [(Double, Double)] = [(0, -1.2), (1.1, 0.9), (-1.1, 0.9)]
  private static let square: [(Double, Double)] = [(-1, -1), (1, -1), (1, 1), (-1, 1)]

  private static func circle(
    _ x: Double, _ y: Double, _ colour: String, isFilled: Bool
  ) -> String {
    SVGText.tag(
      "circle",
      [
        "cx": SVGText.number(x), "cy": SVGText.number(y), "r": SVGText.number(radius),
        "fill": isFilled ? colour : SVGPalette.paper, "stroke": colour,
      ])
  }

  private static func polygon(
    _ corners: [(Double, Double)], _ x: Double, _ y: Double, _ colour: String, isFilled: Bool
  ) -> String {
    let points = corners.map { SVGText.point(x + $0 * radius, y + $1 * radius) }
    return SVGText.tag(
      "polygon",
      [
        "points": points.joined(separator: " "), "fill": isFilled ? colour : SVGPalette.paper,
        "stroke": colour,
      ])
  }

  private static func cross(_ x: Double, _ y: Double, _ colour: String) -> String {
    let (left, right) = (SVGText.number(x - radius), SVGText.number(x + radius))
    let (top, bottom) = (SVGText.number(y - radius), SVGText.number(y + radius))
    return SVGText.tag(
      "path",
      [
        "d": "M\(left),\(top)L\(right),\(bottom)M\(left),\(bottom)L\(right),\(top)",
        "stroke": colour, "stroke-width": "2",
      ])
  }
}
