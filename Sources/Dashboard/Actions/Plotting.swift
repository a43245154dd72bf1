/// What of the run's curves shows, and how.
package enum Plotting: Hashable, Sendable {
  /// Magnifies the plots, or shows more of them if negative.
  case zoom(Int)
  /// Quarters of what shows, to the right if positive.
  case pan(Int)
  case resetZoom
  /// Smooths the curves more, or less if negative.
  case smooth(Int)
  case nextScale
  case nextChart(Int)
  case nextLayout
  case nextAxis
  /// Writes the plot to files.
  case writeCurve
}
