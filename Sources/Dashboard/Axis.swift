import RunModel

/// What a curve is drawn over.
package typealias Axis = CostAxis

extension CostAxis {
  var next: CostAxis {
    let all = CostAxis.allCases
    guard let place = all.firstIndex(of: self) else { return .steps }
    return all[(place + 1) % all.count]
  }

  /// The name beside the axis.
  var label: String {
    switch self {
    case .steps: "step"
    case .sequences: "seq."
    case .tokens: "tokens"
    case .optimizerSteps: "opt."
    case .seconds: "s"
    }
  }
}
