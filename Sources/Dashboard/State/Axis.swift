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

extension PackedSeries<StepRecord> {
  /// The place of the last step whose number is not above this; they ascend.
  func lastIndex(upTo step: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].step <= step { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
