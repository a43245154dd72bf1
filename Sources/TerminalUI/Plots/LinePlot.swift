/// Curves over one axis, with ticks, a legend, lines to compare with and a cursor.
///
///     ● second 0.84   ○ first 0.61
///      1.0┤               ⣀⡠⠤⠒⠉●
///      0.5┤    ⢀⡠⠒⠊⠉⠉      ⣀⠤⠒⠉○
///        0└─────┬──────┬──────┬──
///               20     40    60 step
package struct LinePlot: Sendable {
  package enum YRange: Hashable, Sendable {
    /// As much as the curves need.
    case automatic
    /// Without the highest and lowest hundredth of the points; what is cut off is marked.
    case robust
    case fixed(ClosedRange<Double>)
  }

  package var series: [PlotSeries]
  package var references: [ReferenceLine]
  package var marks: [PlotMark]
  package var xLabel: String
  /// nil for all points.
  package var xRange: ClosedRange<Double>?
  package var yRange: YRange
  package var yScale: PlotScale
  /// The least and the most that the numbers can be by their nature; the axis keeps within.
  package var yBounds: ClosedRange<Double>?
  /// Whether only whole numbers have a place on the lower axis.
  package var isWhole = false
  /// Whether curves carry their signs also along the way, where colours alone do not tell them
  /// apart.
  package var isMarked = false
  /// The x whose values stand above the plot; nil for the latest ones.
  package var cursor: Double?
  package var emptyText: String

  package init(
    _ series: [PlotSeries], references: [ReferenceLine] = [], marks: [PlotMark] = [],
    xLabel: String = "step", xRange: ClosedRange<Double>? = nil, yRange: YRange = .automatic,
    yScale: PlotScale = .linear, cursor: Double? = nil, emptyText: String = "No data yet"
  ) {
    self.series = series
    self.references = references
    self.marks = marks
    self.xLabel = xLabel
    self.xRange = xRange
    self.yRange = yRange
    self.yScale = yScale
    self.cursor = cursor
    self.emptyText = emptyText
  }

  /// The points that have no place on the plot: not finite, or not positive on a logarithmic one.
  package var unplottableCount: Int {
    series.reduce(0) { sum, series in
      sum + series.points.filter { !isPlottable($0) }.count
    }
  }

  func isPlottable(_ point: PlotPoint) -> Bool {
    point.x.isFinite && yScale.position(of: point.y).isFinite
  }
}
