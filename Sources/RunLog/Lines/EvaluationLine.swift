import Basics
import RunModel

/// The keys of an evaluation.
struct EvaluationLine: FieldLine {
  private var evaluation: EvaluationRecord

  init(_ record: EvaluationRecord) { evaluation = record }

  init() {
    evaluation = EvaluationRecord(
      step: 0, name: "", successRate: 0, low: 0, high: 0, episodes: 0, sequences: 0, tokens: 0)
  }

  var record: EvaluationRecord? { evaluation }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &evaluation.step)
    try coder.field("name", &evaluation.name)
    try coder.field("success_rate", &evaluation.successRate)
    try coder.field("low", &evaluation.low)
    try coder.field("high", &evaluation.high)
    try coder.field("episodes", &evaluation.episodes)
    try coder.field("sequences", &evaluation.sequences)
    try coder.field("tokens", &evaluation.tokens)
    try coder.field("rewards", &evaluation.rewards)
  }
}
