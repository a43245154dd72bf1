/// One place on the screen.
package struct Cell: Hashable, Sendable {
  /// A printing character with the marks that stand on it; empty behind a wide one.
  package let text: String
  /// 2 for a wide character, 0 for the place that it covers to its right, else 1.
  package let width: Int8
  package let style: Style

  package static let blank = Cell(text: " ", width: 1, style: .text)

  package init(text: String, width: Int8, style: Style) {
    self.text = text
    self.width = width
    self.style = style
  }

  /// The right half of a wide character.
  package static func covered(style: Style) -> Cell {
    Cell(text: "", width: 0, style: style)
  }

  package var isCovered: Bool { width == 0 }
}
