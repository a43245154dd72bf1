import Basics
import RLCore

/// Reads a completion that GRPO logged.
struct CompletionParser: RecordParser {
  /// The step that the name of the file says.
  let step: Int

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard let wrote = Messages.read(record["completion"]) else {
      throw RecordProblem("'completion' is missing")
    }
    let told = Messages.read(record["prompt"]) ?? []
    let rewards = Self.rewards(of: record)
    guard !rewards.isEmpty else { throw RecordProblem("there is no reward in it") }
    let (turns, closing) = Messages.turns(wrote, told: told)
    var attempt = ParsedAttempt(turns: turns, reward: rewards.reduce(0) { $0 + $1.value })
    attempt.closing = closing
    let advantage = record["advantage"]?.number.map { [("advantage", $0)] } ?? []
    attempt.feedback = (rewards.map { ($0.name, $0.value) } + advantage)
      .map { "\($0.0) \(VerlParser.short($0.1))" }.joined(separator: " · ")
    let prompt = Messages.text(told)
    return [
      ParsedRecord(
        .episode(
          ParsedEpisode(
            step: record["step"]?.whole ?? step, group: prompt,
            task: PromptName.of(told.last?.text ?? ""), first: attempt)))
    ]
  }

  private static let known: Set = ["step", "prompt", "completion", "advantage"]

  /// A column for each function that rewards, named as it is; those that gave none are null.
  ///
  /// Their weights are not logged, so that the reward shown is their plain sum.
  private static func rewards(of record: JSONValue) -> [(name: String, value: Double)] {
    (record.members ?? []).filter { !known.contains($0.name) }
      .compactMap { member in member.value.number.map { (member.name, $0) } }
  }
}
