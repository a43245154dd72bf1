/// Numbers as a field of shades, such as the reward of every prompt at every step.
///
/// A shade is a colour and a texture, so that it can be read without colours.
package struct HeatMap {
  package let rows: Int
  package let columns: Int
  /// What the coldest and the hottest shade stand for.
  package let range: ClosedRange<Double>
  /// The value of a row and column; nil or not a number where there is none.
  private let value: (Int, Int) -> Double?

  package init(
    rows: Int, columns: Int, range: ClosedRange<Double> = 0...1,
    value: @escaping (Int, Int) -> Double?
  ) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    self.range = range
    self.value = value
  }

  /// Draws one cell for each value, from the top left; the latest columns when not all fit.
  package func draw(in area: Rect, on canvas: inout Canvas) {
    let first = max(0, columns - area.width)
    for row in 0..<min(rows, area.height) {
      for column in first..<columns {
        guard let value = value(row, column), !value.isNaN else {
          canvas.write("·", row: row, column: column - first, in: area, as: .muted)
          continue
        }
        let share = share(of: value)
        canvas.write(
          String(Self.texture(share, for: canvas.glyphs)), row: row, column: column - first,
          in: area, as: .heat(share))
      }
    }
  }

  /// The texture of a share, for a legend.
  package static func texture(_ share: Double, for glyphs: GlyphSet) -> Character {
    let textures: [Character] = glyphs == .ascii ? ["-", "=", "o", "#"] : ["░", "▒", "▓", "█"]
    return textures[min(3, max(0, Int(share * 3.999)))]
  }

  private func share(of value: Double) -> Double {
    // Halves first, so that the span of extreme values does not overflow.
    let span = range.upperBound / 2 - range.lowerBound / 2
    guard span > 0 else { return 0.5 }
    return min(1, max(0, (value / 2 - range.lowerBound / 2) / span))
  }
}
