import RLCore

/// How a server adds up the losses of tokens.
///
/// They differ, and no server says which it does: the hosted service and SkyRL's backends for GPUs
/// sum over everything, SkyRL's on JAX takes the mean over a sequence's weights and over sequences.
package enum LossReduction: String, Sendable, CaseIterable {
  case sum
  case mean
}

extension TrainingRow {
  /// The row as servers take it: shifted by one, with a value for each token.
  ///
  /// - Parameters:
  ///   - loss: which one.
  ///   - scale: what every coefficient is multiplied by, for servers that divide.
  ///   - old: log π that ratios are taken to, for each position.
  ///   - sendsWeights: whether the server wants to be told which tokens count.
  /// - Returns: the row, one token shorter.
  func datum(
    loss: ForwardBackwardRequest.Loss, scale: Float, old: [Float], sendsWeights: Bool
  ) -> ForwardBackwardRequest.Datum {
    var datum = ForwardBackwardRequest.Datum(
      tokens: Array(tokens.dropLast()), targets: Array(tokens.dropFirst()), inputs: [])
    let count = datum.tokens.count
    func spread(_ values: [Float]) -> [Float] {
      var all = [Float](repeating: 0, count: count)
      for (position, value) in zip(positions, values) { all[position - 1] = value }
      return all
    }
    let scaled = spread(coefficients.map { $0 * scale })
    switch loss {
    case .crossEntropy: datum.inputs = [("weights", scaled)]
    case .importanceSampling, .clippedRatio:
      datum.inputs = [("logprobs", spread(old)), ("advantages", scaled)]
      if sendsWeights { datum.inputs.append(("weights", spread(positions.map { _ in 1 }))) }
    }
    return datum
  }

  /// The values at the row's own positions, of those that a server gave for all tokens.
  ///
  /// - Throws: `TinkerProblem.lie` where they are too few, or no log-probabilities.
  func own(_ all: [Float]) throws(TinkerProblem) -> [Float] {
    guard all.count >= tokens.count - 1 else {
      throw .lie("\(all.count) log-probabilities for \(tokens.count - 1) tokens")
    }
    var values: [Float] = []
    for position in positions {
      let value = all[position - 1]
      guard value.isFinite, value <= LogProbability.most else {
        throw .lie("a log-probability of \(value)")
      }
      values.append(value)
    }
    return values
  }

  /// Coefficients with the penalty for leaving the reference in them.
  ///
  /// Servers have no loss for it: `a - w·(o - r)`, as in the kit's own recipes. Its gradient is that of the mean of
  /// `log π - log π_ref` over what was drawn.
  var coefficientsWithPenalty: [Float] {
    guard case .clippedRatio(_, _, let weight) = loss, weight != 0,
      referenceLogProbabilities.count == coefficients.count,
      oldLogProbabilities.count == coefficients.count
    else { return coefficients }
    return coefficients.indices.map { index in
      coefficients[index]
        - weight * (oldLogProbabilities[index] - referenceLogProbabilities[index])
    }
  }
}

/// What is still a log-probability.
enum LogProbability {
  /// Above 0 by no more than the last digits of a sum.
  static let most: Float = 1e-3
}
