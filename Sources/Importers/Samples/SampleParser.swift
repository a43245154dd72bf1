import Basics
import RLCore

/// Reads a sample under any of the usual names.
struct SampleParser: RecordParser {
  /// The step that the name of the file says.
  let step: Int

  private static let prompts = ["input_prompt", "prompt", "input", "question", "query", "problem"]
  private static let answers = [
    "output_response", "response", "output", "completion", "answer", "generation", "solution_str",
  ]
  private static let scores = ["score", "reward", "rewards", "total_reward", "return", "correct"]
  private static let groups = ["uid", "group_id", "group", "prompt_id", "index", "task_id", "id"]

  static func isSample(_ value: JSONValue) -> Bool {
    Messages.read(value.first(of: answers)) != nil && reward(of: value) != nil
  }

  /// A number, or the sum of those that steps got.
  private static func reward(of value: JSONValue) -> Double? {
    let score = value.first(of: scores)
    if let number = score?.number { return number }
    let parts = (score?.items ?? score?.members?.map(\.value))?.compactMap(\.number)
    return parts.flatMap { $0.isEmpty ? nil : $0.reduce(0, +) }
  }

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard let wrote = Messages.read(record.first(of: Self.answers)) else {
      throw RecordProblem("there is no answer in it, such as '\(Self.answers[1])'")
    }
    guard let reward = Self.reward(of: record) else {
      throw RecordProblem("there is no score in it, such as '\(Self.scores[0])'")
    }
    let told = Messages.read(record.first(of: Self.prompts)) ?? []
    let (turns, closing) = Messages.turns(wrote, told: told)
    var attempt = ParsedAttempt(turns: turns, reward: reward)
    attempt.closing = closing
    let stop = record.first(of: ["stop_reason", "finish_reason"])?.text
    if stop == "length" { attempt.flags = ["truncated"] }
    let truth = record.first(of: ["gts", "ground_truth", "label", "target", "expected"])
    attempt.feedback = truth.map { "expected: \($0.shown)" } ?? ""
    let words = told.last?.text ?? ""
    return [
      ParsedRecord(
        .episode(
          ParsedEpisode(
            step: record.first(of: ["step", "global_step", "iteration"])?.whole ?? step,
            group: record.first(of: Self.groups)?.shown ?? Messages.text(told),
            task: PromptName.of(words), first: attempt)))
    ]
  }
}
