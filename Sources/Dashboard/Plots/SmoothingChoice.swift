import RunModel
import TerminalUI

/// How much of the past the bright curves average.
package enum SmoothingChoice: Hashable, Sendable {
  /// What suits the number of points.
  case automatic
  /// The weight of the past, 0 for none.
  case weight(Double)

  /// From none to heavy; finer where little changes much.
  private static let ladder = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999]

  /// "automatic", or a number from 0 to below 1.
  init?(words: String) {
    if words == "automatic" {
      self = .automatic
    } else if let weight = Double(words), (0...0.999).contains(weight) {
      self = .weight(weight)
    } else {
      return nil
    }
  }

  /// The weight for a curve of so many points; too few are not smoothed by themselves.
  func weight(forCount count: Int) -> Double {
    switch self {
    case .weight(let weight): weight
    case .automatic: count >= 8 ? 1 - 2 / (Self.span(forCount: count) + 1) : 0
    }
  }

  /// A tenth of a short curve, and about a hundredth of one that a screen cannot show point by
  /// point; doubled in steps, so that a growing curve is seldom smoothed anew.
  private static func span(forCount count: Int) -> Double {
    var span = Smoothing.span(forCount: count)
    while span * 200 <= Double(count) { span *= 2 }
    return span
  }

  /// The next step of the ladder, up if positive.
  func moved(by steps: Int, forCount count: Int) -> SmoothingChoice {
    let now = weight(forCount: count)
    let ladder = Self.ladder
    if steps > 0 { return .weight(ladder.first { $0 > now + 1e-9 } ?? ladder[ladder.count - 1]) }
    return .weight(ladder.last { $0 < now - 1e-9 } ?? 0)
  }

  func words(forCount count: Int) -> String {
    let weight = weight(forCount: count)
    guard weight > 0 else { return "not smoothed" }
    return "smoothed \(NumberText.fixed(weight, decimals: weight > 0.99 ? 3 : 2))"
      + (self == .automatic ? " by itself" : "")
  }
}
