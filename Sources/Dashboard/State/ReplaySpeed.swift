/// How fast a replay goes.
package enum ReplaySpeed: Int, CaseIterable, Sendable {
  case half
  case normal
  case double
  case quadruple

  /// Turns a second.
  var turnsPerSecond: Double {
    switch self {
    case .half: 1
    case .normal: 2
    case .double: 4
    case .quadruple: 8
    }
  }

  /// Such as "2×".
  var label: String {
    switch self {
    case .half: "½×"
    case .normal: "1×"
    case .double: "2×"
    case .quadruple: "4×"
    }
  }

  /// The next faster one, or slower if negative; the fastest and slowest stay.
  func changed(by steps: Int) -> ReplaySpeed {
    let place = min(max(0, rawValue + steps), Self.allCases.count - 1)
    return Self.allCases[place]
  }
}
