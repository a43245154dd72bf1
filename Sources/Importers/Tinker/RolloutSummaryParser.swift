import Basics
import RLCore
import RunModel

/// Reads the summary of a trajectory.
struct RolloutSummaryParser: RecordParser {
  /// The iteration that the folder says.
  let step: Int

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard let reward = record["total_reward"]?.number else {
      throw RecordProblem("'total_reward' is missing")
    }
    let steps = record["steps"]?.items ?? []
    // Later versions have the conversation, too.
    let told = Messages.read(record["conversation"]) ?? []
    let (said, closing) = Messages.turns(told)
    var attempt = ParsedAttempt(
      turns: said.isEmpty ? steps.map(Self.turn) : said, reward: reward)
    attempt.closing = closing
    attempt.tokens = steps.compactMap { $0["ac_len"]?.whole }.reduce(0) { $0 &+ max(0, $1) }
    attempt.feedback = MetricsParser.numbers(of: record["trajectory_metrics"] ?? .null)
      .map { "\($0.name) \(VerlParser.short($0.value))" }.joined(separator: " · ")
    let tags = (record["tags"]?.items ?? []).map(\.shown).joined(separator: ", ")
    let group = record["group_idx"]?.whole.map { "\($0)" }
    let asked = told.first { $0.role == "user" }.map { PromptName.of($0.text) } ?? ""
    let task =
      asked.isEmpty
      ? [tags, group.map { "group \($0)" } ?? ""].filter { !$0.isEmpty } : [asked]
    return [
      ParsedRecord(
        .episode(
          ParsedEpisode(
            step: record["iteration"]?.whole ?? step, group: group,
            task: task.joined(separator: " "), first: attempt)))
    ]
  }

  private static func turn(_ step: JSONValue) -> Turn {
    var turn = Turn(told: "", wrote: "")
    turn.reward = step["reward"]?.number ?? 0
    return turn
  }
}

/// Reads where a checkpoint lies.
struct TinkerCheckpointParser: RecordParser {
  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard let path = record.first(of: ["state_path", "sampler_path", "name"])?.text else {
      throw RecordProblem("no path is in it")
    }
    return [
      ParsedRecord(
        .checkpoint(CheckpointRecord(step: record["batch"]?.whole ?? 0, path: path, digest: "")))
    ]
  }
}
