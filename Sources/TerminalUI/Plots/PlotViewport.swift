/// The part of an x axis that is looked at.
///
/// A value, so that it is found again when one comes back. All plots that share it show the same
/// part. It never leaves the extent of the data and never turns round, whatever is done to it.
package struct PlotViewport: Hashable, Sendable {
  private enum Window: Hashable, Sendable {
    case whole
    case fixed(ClosedRange<Double>)
    /// The latest part of this length, which moves on while data arrive.
    case latest(Double)
  }

  private var window = Window.whole

  package init() {}

  package var isWhole: Bool { window == .whole }

  /// The range to plot; nil for everything there is.
  package func visible(in extent: ClosedRange<Double>) -> ClosedRange<Double>? {
    let length = extent.upperBound - extent.lowerBound
    switch window {
    case .whole: return nil
    case .latest(let wanted):
      guard wanted < length else { return nil }
      return (extent.upperBound - wanted)...extent.upperBound
    case .fixed(let range):
      let wanted = min(range.upperBound - range.lowerBound, length)
      let low = min(max(range.lowerBound, extent.lowerBound), extent.upperBound - wanted)
      return low...max(low, min(extent.upperBound, low + wanted))
    }
  }

  /// Looks at this part; one that reaches the end goes on with the data.
  package mutating func show(_ range: ClosedRange<Double>, in extent: ClosedRange<Double>) {
    let length = extent.upperBound - extent.lowerBound
    let wanted = range.upperBound - range.lowerBound
    guard length > 0, length.isFinite, wanted.isFinite, wanted < length * (1 - 1e-9) else {
      window = .whole
      return
    }
    let low = min(max(range.lowerBound, extent.lowerBound), extent.upperBound - wanted)
    let reachesEnd = low + wanted >= extent.upperBound - length * 1e-9
    window = reachesEnd ? .latest(wanted) : .fixed(low...max(low, low + wanted))
  }

  package mutating func reset() { window = .whole }

  /// Magnifies by a factor, below 1 to see more, so that `x` stays where it is.
  package mutating func zoom(by factor: Double, about x: Double, in extent: ClosedRange<Double>) {
    guard factor > 0, factor.isFinite, x.isFinite else { return }
    let now = visible(in: extent) ?? extent
    let length = now.upperBound - now.lowerBound
    let size = max(extent.lowerBound.magnitude, extent.upperBound.magnitude)
    // Closer than this, doubles are too coarse to tell places apart.
    let wanted = max(length / factor, (extent.upperBound - extent.lowerBound) * 1e-6, size * 1e-9)
    guard length > 0, wanted > 0 else { return }
    let centre = min(max(x, now.lowerBound), now.upperBound)
    let low = centre - (centre - now.lowerBound) / length * wanted
    guard low.isFinite, (low + wanted).isFinite else { return }
    show(low...(low + wanted), in: extent)
  }

  /// Moves by a share of what shows, to the right if positive.
  package mutating func pan(by share: Double, in extent: ClosedRange<Double>) {
    guard share.isFinite, let now = visible(in: extent) else { return }
    let length = now.upperBound - now.lowerBound
    let low = min(
      max(now.lowerBound + share * length, extent.lowerBound), extent.upperBound - length)
    show(low...max(low, low + length), in: extent)
  }

  /// Moves as little as it takes to see `x`.
  package mutating func reveal(_ x: Double, in extent: ClosedRange<Double>) {
    guard x.isFinite, let now = visible(in: extent), !now.contains(x) else { return }
    let length = now.upperBound - now.lowerBound
    let low = x < now.lowerBound ? x : x - length
    show(low...max(low, low + length), in: extent)
  }
}
