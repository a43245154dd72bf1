import Foundation

/// How values become places along an axis.
package enum PlotScale: String, CaseIterable, Hashable, Sendable {
  case linear
  /// Powers of ten at equal distances; zero and below are gaps.
  case logarithmic

  /// The value as it is spaced; not finite where it has no place.
  func position(of value: Double) -> Double {
    switch self {
    case .linear: value
    case .logarithmic: value > 0 ? log10(value) : .nan
    }
  }

  /// The inverse of `position(of:)`.
  func value(at position: Double) -> Double {
    switch self {
    case .linear: position
    case .logarithmic: pow(10, position)
    }
  }
}
