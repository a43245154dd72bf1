/// How fast a run goes, where somebody wants to watch it.
///
/// Changes when things happen and nothing of what happens.
package enum Pace: Sendable, Hashable {
  /// As fast as the machine goes.
  case free
  /// Training steps a second, at most.
  case stepsPerSecond(Double)
  /// A phase at a time, each when it is asked for.
  case byHand

  /// Reads "free", "hand", or training steps a second; `nil` for other words.
  package init?(words: String) {
    switch words {
    case "free": self = .free
    case "hand", "by hand": self = .byHand
    default:
      guard let rate = Double(words), Self.rates.contains(rate) else { return nil }
      self = .stepsPerSecond(rate)
    }
  }

  /// A step in a quarter of an hour is slow, and none is so fast that it need be held.
  package static let rates = 0.001...1000.0

  /// As it is typed: "free", "hand", or a number.
  package var words: String {
    switch self {
    case .free: "free"
    case .byHand: "hand"
    case .stepsPerSecond(let rate): rate == rate.rounded() ? "\(Int(rate))" : "\(rate)"
    }
  }

  /// As somebody reads it.
  package var label: String {
    switch self {
    case .free: "running freely"
    case .byHand: "by hand"
    case .stepsPerSecond(let rate): "\(words) \(rate == 1 ? "step" : "steps")/s"
    }
  }

  /// The pace at which so many steps take a minute, which a person can follow.
  package static func watchable(steps: Int) -> Pace {
    let rate = Double(max(1, steps)) / 60
    return .stepsPerSecond(max(0.1, (rate * 10).rounded() / 10))
  }

  private static let gears = [0.2, 0.5, 1, 2, 5, 10]

  /// The next faster pace, or the next slower one if `steps` is negative; by hand is slowest.
  package func changed(by steps: Int) -> Pace {
    let all = [Pace.byHand] + Self.gears.map { .stepsPerSecond($0) } + [.free]
    let now: Double =
      switch self {
      case .byHand: 0
      case .stepsPerSecond(let rate):
        // Between two gears it counts as half way.
        Self.gears.firstIndex(of: rate).map { Double($0) + 1 }
          ?? Double(Self.gears.count { $0 < rate }) + 0.5
      case .free: Double(all.count - 1)
      }
    let wanted = steps > 0 ? now.rounded(.down) + Double(steps) : now.rounded(.up) + Double(steps)
    return all[min(max(0, Int(wanted)), all.count - 1)]
  }
}
