/// A place on a curve; anything but finite numbers is a gap.
package struct PlotPoint: Hashable, Sendable {
  package let x: Double
  package let y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// How uncertain a curve is at one place.
package struct PlotInterval: Hashable, Sendable {
  package let x: Double
  package let low: Double
  package let high: Double

  package init(_ x: Double, _ low: Double, _ high: Double) {
    self.x = x
    self.low = low
    self.high = high
  }
}

/// One curve of a plot.
package struct PlotSeries: Sendable {
  package var name: String
  package var style: Style
  /// Stands at the end of the curve and in the legend, so that colour is not the only signal.
  package var marker: Character
  /// In ascending order of x.
  package var points: [PlotPoint]
  /// Drawn as bars behind the curve; say in the name what they mean.
  package var band: [PlotInterval]
  /// The weight of the past, below 1, or 0 for none; the raw curve is then drawn dim behind.
  package var smoothing: Double
  /// A curve smoothed with more knowledge than the points have, such as how many observations
  /// each stands for; as many values as points.
  package var trend: [Double]?
  /// The same as points, for a curve that was smoothed long before it is drawn.
  package var smoothed: [PlotPoint]?
  /// How many observations each point is of, where that is known; as many values as points.
  package var counts: [Int]
  /// Points of fewer observations than this are joined by a broken line.
  package var few = 0
  /// Whether it is measured only now and then, so that a value holds until the next one.
  package var isHeld = false
  /// Whether it lies over the others, as what is selected does; otherwise the first curve does.
  package var isFront = false

  package init(
    _ name: String, _ style: Style, marker: Character, points: [PlotPoint],
    band: [PlotInterval] = [], smoothing: Double = 0, trend: [Double]? = nil,
    smoothed: [PlotPoint]? = nil, counts: [Int] = []
  ) {
    self.name = name
    self.style = style
    self.marker = marker
    self.points = points
    self.band = band
    self.smoothing = smoothing
    self.trend = trend
    self.smoothed = smoothed
    self.counts = counts.count == points.count ? counts : []
  }

  /// The places of the points that are of few observations.
  var faint: Set<Double> {
    guard few > 0 else { return [] }
    return Set(zip(points, counts).filter { $0.1 < few }.map(\.0.x))
  }

  /// Whether the raw curve stands behind another.
  var isSmoothed: Bool { smoothing > 0 || trend != nil || smoothed != nil }

  /// The curve that is read: smoothed where that is asked for.
  var curve: [PlotPoint] {
    if let smoothed { return smoothed }
    if let trend { return zip(points, trend).map { PlotPoint($0.x, $1) } }
    guard smoothing > 0 else { return points }
    let smoothed = ExponentialSmoothing.smooth(points.map(\.y), weight: smoothing)
    return zip(points, smoothed).map { PlotPoint($0.x, $1) }
  }
}

/// A horizontal line to compare with, such as the success of a random walk.
package struct ReferenceLine: Hashable, Sendable {
  package let value: Double
  package let label: String
  package let style: Style

  package init(_ value: Double, _ label: String, _ style: Style = .baseline) {
    self.value = value
    self.label = label
    self.style = style
  }
}

/// Something that happened at one x, marked on the axis: a checkpoint, an evaluation.
package struct PlotMark: Hashable, Sendable {
  package let x: Double
  package let symbol: Character
  package let style: Style

  package init(_ x: Double, _ symbol: Character, _ style: Style = .muted) {
    self.x = x
    self.symbol = symbol
    self.style = style
  }
}
