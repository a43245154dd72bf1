import RunModel

extension ClaimJudgement {
  /// The claim whole, how it is measured, and each figure behind the verdict.
  var explanation: Explanation {
    let figures = figures.map { figure in
      "\(figure.label): \(Figures.estimate(figure.estimate)) (n \(figure.estimate.count))"
    }
    return Explanation(
      "\(claim.rawValue) \(verdict.rawValue)",
      ([claim.statement, measurement] + figures + remarks).filter { !$0.isEmpty }
        .joined(separator: "\n"))
  }
}

extension ExperimentClaim {
  /// What it says, whatever became of it.
  var explanation: Explanation { Explanation("claim \(rawValue)", statement) }
}
