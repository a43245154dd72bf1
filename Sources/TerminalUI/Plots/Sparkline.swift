/// A curve one row high; what is not a number is a gap.
package struct Sparkline {
  package let values: [Double]
  package let style: Style
  /// What the lowest and the highest mark stand for; nil for the smallest and largest value.
  package let range: ClosedRange<Double>?

  package init(_ values: [Double], _ style: Style = .text, range: ClosedRange<Double>? = nil) {
    self.values = values
    self.style = style
    self.range = range
  }

  /// Draws the latest values, one a column, at the right of the area.
  package func draw(in area: Rect, on canvas: inout Canvas) {
    let shown = values.suffix(area.width)
    let finite = shown.filter(\.isFinite)
    guard let low = range?.lowerBound ?? finite.min(), let high = range?.upperBound ?? finite.max()
    else { return }
    let marks: [Character] =
      canvas.glyphs == .ascii ? Array("_.-=+*%#") : Array("▁▂▃▄▅▆▇█")
    let text = shown.map { value -> Character in
      guard value.isFinite else { return " " }
      // Halves first, so that the span of extreme values does not overflow.
      let span = high / 2 - low / 2
      let part = span > 0 ? (value / 2 - low / 2) / span : value == 0 ? 0 : 0.5
      return marks[min(7, max(0, Int(min(1, max(0, part)) * 7.999)))]
    }
    canvas.write(String(text), in: area, as: style, aligned: .trailing, overflow: .clip)
  }
}
