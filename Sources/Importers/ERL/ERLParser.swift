import Basics
import RLCore

/// Reads an episode: which attempt a trajectory is, its name says.
struct ERLParser: RecordParser {
  /// The step that the folder of the file says.
  let step: Int

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    if let summary = record["summary_stats"] { return Self.evaluation(summary, record, step) }
    guard let trajectories = record["trajectories"]?.items else {
      throw RecordProblem("'trajectories' is missing")
    }
    let id = record["episode_id"]?.text ?? record["id"]?.text ?? ""
    let task = Self.task(of: record, id: id)
    var episode = ParsedEpisode(
      step: record["training_step"]?.whole ?? step,
      group: record["task_hash"]?.text ?? id.split(separator: ":").first.map(String.init),
      task: task)
    for trajectory in trajectories { Self.take(trajectory, into: &episode) }
    guard episode.first != nil || episode.reflection != nil || episode.second != nil else {
      throw RecordProblem("no trajectory has a name of an attempt")
    }
    Self.remark(record, on: &episode)
    return [ParsedRecord(.episode(episode))]
  }

  /// What a validation came to, of which only the summary is read.
  private static func evaluation(
    _ summary: JSONValue, _ record: JSONValue, _ step: Int
  ) -> [ParsedRecord] {
    guard record["mode"]?.text != "train", let right = summary["total_correct"]?.whole,
      let wrong = summary["total_incorrect"]?.whole, right >= 0, wrong >= 0,
      right + wrong <= ParsedItem.largest
    else { return [] }
    return [
      ParsedRecord(
        .evaluation(
          ParsedEvaluation(
            step: record["training_step"]?.whole ?? step, name: "val", solved: right,
            count: right + wrong)))
    ]
  }

  /// A question, or whatever tells the task.
  private static func task(of record: JSONValue, id: String) -> String {
    let task = record["task"]
    let named = task?.first(of: ["question", "layout_name", "name", "id", "uid"])
    let text = named?.shown ?? task?.text ?? ""
    if !text.isEmpty { return PromptName.of(text) }
    return record["task_hash"]?.text ?? String(id.prefix { $0 != ":" })
  }

  // MARK: - Trajectories

  private enum Kind {
    case first, reflection, second
    /// The second attempt once more, without the reflection, to be learnt.
    case distilled
  }

  private static func kind(of trajectory: JSONValue) -> Kind? {
    switch trajectory["info"]?["attempt"]?.text {
    case "first"?: return .first
    case "second_raw"?: return .second
    case "second_distilled"?: return .distilled
    case "updater"?: return .reflection
    default: break
    }
    guard let name = trajectory["name"]?.text else { return nil }
    if name == "erl_updater" { return .reflection }
    if name.hasSuffix("_distilled") { return .distilled }
    if name.contains("_attempt2_") { return .second }
    // Workflows without reflections have a name of their own for the one attempt.
    return .first
  }

  private static func take(_ trajectory: JSONValue, into episode: inout ParsedEpisode) {
    switch kind(of: trajectory) {
    case .first: episode.first = episode.first ?? attempt(trajectory)
    case .second: episode.second = episode.second ?? attempt(trajectory)
    // It is listed twice where it is trained on.
    case .reflection: episode.reflection = episode.reflection ?? reflection(trajectory)
    case .distilled, nil: break
    }
  }

  private static func attempt(_ trajectory: JSONValue) -> ParsedAttempt {
    let steps = trajectory["steps"]?.items ?? []
    let turns = steps.map(turn)
    let rewards = steps.compactMap { $0["reward"]?.number }
    let reward = trajectory["reward"]?.number ?? rewards.last ?? .nan
    return ParsedAttempt(turns: turns, reward: reward)
  }

  private static func turn(_ step: JSONValue) -> Turn {
    let messages = Messages.read(step["chat_completions"]) ?? []
    let told = step["observation"]?.shown ?? messages.last { $0.role != "assistant" }?.text ?? ""
    let said = messages.last { $0.role == "assistant" }?.text ?? ""
    let response = step["model_response"]?.shown ?? ""
    var turn = Turn(told: told, wrote: response.isEmpty ? said : response, action: action(step))
    turn.reward = step["reward"]?.number ?? 0
    return turn
  }

  /// Actions that are objects of Python's are logged as what it prints of them.
  private static func action(_ step: JSONValue) -> String? {
    guard var text = step["action"]?.shown, !text.isEmpty else { return nil }
    if text.hasPrefix("Action(action="), text.hasSuffix(")") {
      text = String(text.dropFirst("Action(action=".count).dropLast())
      text = text.trimming(quote: "'").trimming(quote: "\"")
    }
    return text
  }

  private static func reflection(_ trajectory: JSONValue) -> ParsedReflection? {
    guard let step = trajectory["steps"]?.items?.first else { return nil }
    let messages = Messages.read(step["chat_completions"]) ?? []
    let text = messages.last { $0.role == "assistant" }?.text ?? step["model_response"]?.shown ?? ""
    let told = messages.filter { $0.role != "assistant" }
    // Without the marks the policy is silently told what it was told before, which is no advice.
    let isRead = text.contains("<prompt>") && text.contains("</prompt>")
    return ParsedReflection(
      prompt: Messages.text(told), text: text,
      advice: isRead ? step["action"]?.shown ?? "" : "")
  }

  /// How the episode ended, said with the attempt that it ended with.
  private static func remark(_ record: JSONValue, on episode: inout ParsedEpisode) {
    guard let reason = record["termination_reason"]?.text else { return }
    if episode.second != nil {
      episode.second?.feedback = reason
    } else {
      episode.first?.feedback = reason
    }
  }
}

extension String {
  fileprivate func trimming(quote: Character) -> String {
    count >= 2 && first == quote && last == quote ? String(dropFirst().dropLast()) : self
  }
}
