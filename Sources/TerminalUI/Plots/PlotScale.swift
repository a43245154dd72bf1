import Foundation

/// How values become places along an axis.
package enum PlotScale: CaseIterable, Hashable, Sendable {
  case linear
  /// Powers of ten at equal distances; zero and below are gaps.
  case logarithmic
  /// Logarithmic on both sides of zero, and nearly linear within this distance of it, so that
  /// every finite number has a place (Webber, "A bi-symmetric log transformation", 2013).
  case symlog(linearWithin: Double)

  package static let allCases: [PlotScale] = [.linear, .logarithmic, .symlog(linearWithin: 1)]

  /// A symmetric logarithmic scale that shows three powers of ten below the largest value.
  package static func symlog(fitting series: [PlotSeries]) -> PlotScale {
    var largest = 0.0
    for series in series {
      for point in series.points where point.y.isFinite {
        largest = max(largest, point.y.magnitude)
      }
    }
    guard largest > 0 else { return .symlog(linearWithin: 1) }
    let within = pow(10, log10(largest).rounded(.down) - 3)
    return .symlog(linearWithin: max(within, .leastNormalMagnitude))
  }

  /// The value as it is spaced; not finite where it has no place.
  func position(of value: Double) -> Double {
    switch self {
    case .linear: return value
    case .logarithmic: return value > 0 ? log10(value) : .nan
    case .symlog(let within):
      let size = log10(1 + value.magnitude / within)
      return value < 0 ? -size : size
    }
  }

  /// The inverse of `position(of:)`.
  func value(at position: Double) -> Double {
    switch self {
    case .linear: return position
    case .logarithmic: return pow(10, position)
    case .symlog(let within):
      let size = within * (pow(10, position.magnitude) - 1)
      return position < 0 ? -size : size
    }
  }
}
