/// How many values lie where, as columns, exact to an eighth of a cell.
package struct Histogram {
  package let counts: [Int]
  package let style: Style

  /// Counts values in bins of equal width; the upper end belongs to the last one.
  ///
  /// Values outside the range and those that are not finite are left out.
  package init(
    _ values: [Double], bins: Int, range: ClosedRange<Double>, _ style: Style = .accent
  ) {
    var counts = [Int](repeating: 0, count: max(1, bins))
    let span = range.upperBound / 2 - range.lowerBound / 2
    for value in values where range.contains(value) {
      let share = span > 0 ? (value / 2 - range.lowerBound / 2) / span : 0
      counts[min(counts.count - 1, Int(share * Double(counts.count)))] += 1
    }
    self.init(counts: counts, style)
  }

  package init(counts: [Int], _ style: Style = .accent) {
    self.counts = counts.map { max(0, $0) }
    self.style = style
  }

  /// Draws every bin with the same width, the tallest as high as the area.
  package func draw(in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty, !counts.isEmpty, let tallest = counts.max(), tallest > 0 else { return }
    let width = max(1, area.width / counts.count)
    let eighths: [Character] = Array(" ▁▂▃▄▅▆▇█")
    for (index, count) in counts.enumerated() {
      let height = Double(count) / Double(tallest) * Double(area.height * 8)
      // What is there at all shows at least a line.
      let filled = count == 0 ? 0 : max(1, Int(height.rounded()))
      let bar = area.inset(left: index * width).columns(.fixed(width))[0]
      for row in 0..<area.height {
        let inRow = min(8, max(0, filled - (area.height - 1 - row) * 8))
        guard inRow > 0 else { continue }
        let glyph = canvas.glyphs == .ascii ? (inRow >= 4 ? "#" : "_") : eighths[inRow]
        canvas.fill(bar.line(row), with: glyph, as: style)
      }
    }
  }
}
