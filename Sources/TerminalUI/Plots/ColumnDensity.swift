/// How the points of a crowded curve are spread over the height of each column of dots.
///
/// Above a few points a column a line is a solid block. The bulk of the points and their middle
/// can be read instead; both are exact to a dot, because the points are counted by dots.
struct ColumnDensity {
  /// Rows of dots from the top; `top` and `bottom` are the extremes, so that no spike is lost.
  struct Column: Hashable {
    let top: Int
    let bottom: Int
    /// Between the tenth and the ninetieth percentile.
    let bulk: ClosedRange<Int>
    let median: Int
  }

  let columns: [Column?]

  /// Above so many points a column on average a curve is crowded.
  static let crowd = 4

  /// Whether so many points are a block rather than a line.
  static func isCrowded(_ count: Int, columns: Int) -> Bool {
    columns > 0 && count > crowd * columns
  }

  /// `place` gives the column and row of a point, nil for one that is outside or no number.
  init(
    _ points: [PlotPoint], width: Int, height: Int, place: (PlotPoint) -> (x: Int, y: Int)?
  ) {
    guard width > 0, height > 0 else {
      columns = []
      return
    }
    var counts = [Int32](repeating: 0, count: width * height)
    var totals = [Int32](repeating: 0, count: width)
    for point in points {
      guard let (x, y) = place(point) else { continue }
      counts[x * height + y] += 1
      totals[x] += 1
    }
    columns = (0..<width).map { x in
      Self.column(counts[(x * height)..<((x + 1) * height)], total: totals[x])
    }
  }

  private static func column(_ counts: ArraySlice<Int32>, total: Int32) -> Column? {
    guard total > 0 else { return nil }
    var (top, bottom, upper, median, lower) = (-1, 0, -1, -1, -1)
    var seen: Int32 = 0
    for (row, count) in counts.enumerated() where count > 0 {
      seen += count
      if top < 0 { top = row }
      bottom = row
      if upper < 0, seen * 10 >= total { upper = row }
      if median < 0, seen * 2 >= total { median = row }
      if lower < 0, seen * 10 >= total * 9 { lower = row }
    }
    return Column(top: top, bottom: bottom, bulk: upper...max(upper, lower), median: median)
  }
}
