import Basics
import RunModel

/// Reads the history of a trainer's state.
struct TrainerStateParser: RecordParser {
  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let state = try JSONValue.record(frame)
    guard let history = state["log_history"]?.items else {
      throw RecordProblem("'log_history' is missing")
    }
    var facts = LogBeginningFacts()
    facts.steps = state["max_steps"]?.whole.flatMap { $0 > 0 ? $0 : nil }
    return [ParsedRecord(.beginning(facts))]
      + history.enumerated().map { index, entry in
        let values = MetricsParser.numbers(of: entry).filter { $0.name != "step" }
        guard !values.isEmpty else {
          return ParsedRecord(.unread("entry \(index + 1) of 'log_history' has no number in it"))
        }
        return ParsedRecord(
          .metrics(MetricsRecord(step: entry["step"]?.whole ?? index, values: values)))
      }
  }
}
