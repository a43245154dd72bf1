/// Thins a curve out to what a screen can show without losing a spike.
///
/// Of the points that fall into one column of dots only the first, lowest, highest and last are
/// kept, which draws the same picture (M4: Jugel et al., "M4: A visualization-oriented time series
/// data aggregation", VLDB 2014). A gap between columns stays a gap.
enum ColumnReduction {
  /// The points kept, with a point that is not finite where the curve is interrupted.
  ///
  /// What is not kept is a gap, such as zero on a logarithmic scale.
  static func reduce(
    _ points: [PlotPoint], isKept: (PlotPoint) -> Bool = { $0.x.isFinite && $0.y.isFinite },
    column: (Double) -> Int
  ) -> [PlotPoint] {
    var kept = [PlotPoint]()
    var bucket: Bucket?
    var isInterrupted = false
    for point in points {
      guard isKept(point) else {
        isInterrupted = true
        continue
      }
      let place = column(point.x)
      if bucket?.column == place {
        bucket?.add(point)
      } else {
        bucket?.flush(into: &kept)
        if isInterrupted, bucket != nil { kept.append(PlotPoint(.nan, .nan)) }
        bucket = Bucket(column: place, first: point)
      }
      isInterrupted = false
    }
    bucket?.flush(into: &kept)
    return kept
  }

  private struct Bucket {
    let column: Int
    private let first: PlotPoint
    private var last: PlotPoint
    private var lowest: (index: Int, point: PlotPoint)
    private var highest: (index: Int, point: PlotPoint)
    private var count = 1

    init(column: Int, first: PlotPoint) {
      self.column = column
      self.first = first
      self.last = first
      self.lowest = (0, first)
      self.highest = (0, first)
    }

    mutating func add(_ point: PlotPoint) {
      if point.y < lowest.point.y { lowest = (count, point) }
      if point.y > highest.point.y { highest = (count, point) }
      last = point
      count += 1
    }

    /// Adds what is kept, in the order in which it came and nothing twice.
    func flush(into points: inout [PlotPoint]) {
      points.append(first)
      let extremes = [lowest, highest].sorted { $0.index < $1.index }
      for (index, point) in extremes where index > 0 && index < count - 1 {
        points.append(point)
      }
      if count > 1 { points.append(last) }
    }
  }
}
