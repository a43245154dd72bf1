/// Estimates with their uncertainty on one common scale, one a row ("forest plot").
///
///     slot     ├──●──┤          0.41 [0.35, 0.47]
///     none  ├─●─┤    ┊          0.22 [0.18, 0.27]
package struct IntervalChart {
  package struct Row: Hashable, Sendable {
    package let label: String
    package let low: Double
    package let estimate: Double
    package let high: Double
    package let style: Style

    package init(_ label: String, low: Double, estimate: Double, high: Double, _ style: Style) {
      self.label = label
      self.low = low
      self.estimate = estimate
      self.high = high
      self.style = style
    }
  }

  package let rows: [Row]
  /// A line to compare with, such as 0 for no effect.
  package let reference: Double?

  package init(_ rows: [Row], reference: Double? = nil) {
    self.rows = rows
    self.reference = reference
  }

  package func draw(in area: Rect, on canvas: inout Canvas) {
    let labels = rows.map { TextWidth.columns(of: $0.label, for: canvas.glyphs) }.max() ?? 0
    let parts = area.columns(
      .fixed(min(labels, area.width / 3)), .share(1, atLeast: 5), .fixed(21), gap: 1)
    guard let scale = scale(width: parts[1].width) else { return }
    for (index, row) in rows.enumerated().prefix(area.height) {
      canvas.write(row.label, row: index, in: parts[0], as: row.style)
      draw(row, at: index, in: parts[1], scale: scale, on: &canvas)
      canvas.write(Self.text(of: row), row: index, in: parts[2], as: .muted)
    }
  }

  private func draw(
    _ row: Row, at index: Int, in area: Rect, scale: (Double) -> Int, on canvas: inout Canvas
  ) {
    if let reference, reference.isFinite {
      canvas.write("┊", row: index, column: scale(reference), in: area, as: .baseline)
    }
    guard row.low.isFinite, row.high.isFinite, row.estimate.isFinite else { return }
    let (low, high) = (scale(min(row.low, row.high)), scale(max(row.low, row.high)))
    for column in low...high {
      let sign = column == low ? "├" : column == high ? "┤" : "─"
      canvas.write(sign, row: index, column: column, in: area, as: row.style)
    }
    canvas.write("●", row: index, column: scale(row.estimate), in: area, as: row.style.bold)
  }

  /// The column of a value; nil when there is nothing to place.
  private func scale(width: Int) -> ((Double) -> Int)? {
    let values = (rows.flatMap { [$0.low, $0.estimate, $0.high] } + [reference].compactMap(\.self))
      .filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), width > 0 else { return nil }
    let span = high / 2 - low / 2
    return { value in
      let share = span > 0 ? (value / 2 - low / 2) / span : 0.5
      return Int((min(1, max(0, share)) * Double(width - 1)).rounded())
    }
  }

  private static func text(of row: Row) -> String {
    let numbers = [row.estimate, row.low, row.high].map { NumberText.fixed($0, decimals: 2) }
    return "\(numbers[0]) [\(numbers[1]), \(numbers[2])]"
  }
}
