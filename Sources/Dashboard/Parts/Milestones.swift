import RunModel

/// When held-out success first came up to round shares.
struct Milestones {
  /// An evaluation that was the first of at least a share.
  struct Reached: Equatable {
    let share: Double
    let evaluation: EvaluationRecord
  }

  /// Those that were reached, in order.
  let reached: [Reached]

  /// Shares ascend.
  init(_ run: RunState, shares: [Double] = [0.5, 0.8, 0.9]) {
    var left = shares[...]
    var reached: [Reached] = []
    for point in run.evaluations where point.record.name == "heldout" {
      while let share = left.first, point.record.successRate >= share {
        reached.append(Reached(share: share, evaluation: point.record))
        left.removeFirst()
      }
      if left.isEmpty { break }
    }
    self.reached = reached
  }

  /// The first of them in a few words: "0.5 at step 12".
  var words: String? {
    reached.first.map { "\(Figures.share($0.share)) at step \($0.evaluation.step)" }
  }

  /// All of them, with how sure each is.
  var explanation: Explanation {
    guard !reached.isEmpty else {
      return Explanation("first reached", "no evaluation named held-out has come to 0.5 yet")
    }
    let steps = reached.map { milestone in
      let record = milestone.evaluation
      let interval = Figures.interval(record.low, record.high)
      return "\(Figures.share(milestone.share)) at step \(record.step), where it was "
        + "\(Figures.share(record.successRate)) \(interval)"
    }
    return Explanation(
      "first reached", "held-out first came to " + steps.joined(separator: "; to "),
      count: "tasks of that evaluation: \(reached[0].evaluation.episodes)")
  }
}
