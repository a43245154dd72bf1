/// How often a query matches in each training step.
struct MatchCounts: Sendable, Equatable {
  struct Step: Sendable, Equatable {
    var step: Int
    var matches: Int
    /// What could have matched: episodes of the step, or reflections.
    var count: Int

    var share: Double { count > 0 ? Double(matches) / Double(count) : 0 }
  }

  private(set) var steps: [Step] = []

  var matches: Int { steps.reduce(0) { $0 + $1.matches } }
  var count: Int { steps.reduce(0) { $0 + $1.count } }

  /// The step with the largest share, the latest of equals.
  var most: Step? { steps.filter { $0.matches > 0 }.max { $0.share <= $1.share } }

  mutating func add(step: Int, matches: Bool) {
    if steps.last?.step != step { steps.append(Step(step: step, matches: 0, count: 0)) }
    steps[steps.count - 1].count += 1
    if matches { steps[steps.count - 1].matches += 1 }
  }

  /// As many spans of steps as there is room for, each with what its steps come to.
  func shares(inColumns columns: Int) -> [Double] {
    guard columns > 0, steps.count > columns else { return steps.map(\.share) }
    return (0..<columns).map { column in
      let span = steps[steps.count * column / columns..<steps.count * (column + 1) / columns]
      return Double(span.reduce(0) { $0 + $1.matches })
        / Double(max(1, span.reduce(0) { $0 + $1.count }))
    }
  }
}
