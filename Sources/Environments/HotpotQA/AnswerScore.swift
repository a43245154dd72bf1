/// How well an answer matches the true one, to the letter of HotpotQA's official evaluation
/// (`hotpot_evaluate_v1.py`): exact match and F1 over the words of the normalised texts.
package struct AnswerScore: Sendable, Equatable {
  /// Below it a partly right answer earns nothing.
  package static let leastRewardedF1 = 0.3

  package let isExact: Bool
  package let f1: Double
  package let precision: Double
  package let recall: Double

  /// 1 for an exact match, else F1 if it is at least 0.3, else 0.
  ///
  /// The same words in another order are no exact match, but their F1 is 1 and earns as much.
  package var reward: Double {
    isExact ? 1 : f1 >= Self.leastRewardedF1 ? f1 : 0
  }

  /// The best score of an answer against any of several that are right.
  package init(of answer: String, againstAnyOf truths: [String]) {
    let scores = truths.map { AnswerScore(of: answer, against: $0) }
    // The first of equals, so that the official answer counts where it is as near.
    self = scores.dropFirst().reduce(scores.first ?? AnswerScore(of: answer, against: "")) {
      ($1.reward, $1.f1) > ($0.reward, $0.f1) ? $1 : $0
    }
  }

  package init(of answer: String, against truth: String) {
    let given = NormalizedAnswer(answer)
    let gold = NormalizedAnswer(truth)
    isExact = given == gold
    let isClosed = given.isClosed || gold.isClosed
    let same = isClosed && !isExact ? 0 : given.commonWords(with: gold)
    guard same > 0 else {
      (f1, precision, recall) = (0, 0, 0)
      return
    }
    precision = Double(same) / Double(given.words.count)
    recall = Double(same) / Double(gold.words.count)
    f1 = 2 * precision * recall / (precision + recall)
  }
}
