import Basics
import RLCore
import RunModel

/// Reads an episode with its traces, or a result of an earlier version.
struct RolloutParser: RecordParser {
  /// The step that the folder says.
  let step: Int

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard let traces = record["traces"]?.items else { return [try Self.result(record, step)] }
    let task = record["task"]
    let named = Self.name(of: task) ?? record["env"]?["id"]?.text ?? ""
    let group = record["group"]?["id"]?.shown ?? task?["hash"]?.shown ?? task?["key"]?.shown
    let step = record["run"]?["work"]?["step"]?.whole ?? step
    let errors = (record["errors"]?.items ?? []).map(\.shown)
    let trained = traces.filter { $0["agent"]?["trainable"] != .boolean(false) }
    guard !trained.isEmpty else {
      throw RecordProblem("there is no trace in it that is trained on")
    }
    let episodes = trained.map { trace in
      var attempt = Self.attempt(trace)
      if !errors.isEmpty {
        attempt.flags.append("error")
        attempt.feedback += " · " + errors.joined(separator: " · ")
      }
      return ParsedRecord(
        .episode(ParsedEpisode(step: step, group: group, task: named, first: attempt)),
        clock: Self.clock(trace))
    }
    return [ParsedRecord(.beginning(Self.facts(of: record)))] + episodes
  }

  /// What an episode says of its run.
  private static func facts(of record: JSONValue) -> LogBeginningFacts {
    var facts = LogBeginningFacts()
    facts.name = record["run"]?["name"]?.text
    facts.environment = record["env"]?["id"]?.text
    facts.model = record["traces"]?.items?.first?["calls"]?.items?.first?["model"]?.text
    return facts
  }

  /// When the last message came, in seconds since 1970.
  private static func clock(_ trace: JSONValue) -> Double? {
    trace["nodes"]?.items?.last?["timestamp"]?.number
  }

  private static func name(of task: JSONValue?) -> String? {
    let data = task?["data"]
    let text = data?.first(of: ["question", "prompt", "problem", "task", "name"])
    let words = Messages.read(text).map { $0.last?.text ?? "" } ?? text?.shown
    return words.map { PromptName.of($0) } ?? task?["key"]?.shown ?? task?["hash"]?.text
  }

  // MARK: - Traces

  private static func attempt(_ trace: JSONValue) -> ParsedAttempt {
    var turns: [Turn] = []
    var told: [Messages.Message] = []
    for node in trace["nodes"]?.items ?? [] {
      guard let message = Messages.read(node["message"])?.first else { continue }
      if node["sampled"]?.number == 1 {
        turns.append(Turn(told: Messages.text(told), wrote: message.text))
        told = []
      } else {
        told.append(message)
      }
    }
    let rewards = (trace["rewards"]?.members ?? []).compactMap { member -> (String, Double)? in
      guard let score = member.value["score"]?.number else { return nil }
      return (member.name, score * (member.value["weight"]?.number ?? 1))
    }
    var attempt = ParsedAttempt(turns: turns, reward: rewards.reduce(0) { $0 + $1.1 })
    attempt.closing = told.isEmpty || turns.isEmpty ? nil : Messages.text(told)
    attempt.feedback = words(rewards + numbers(trace["metrics"]))
    attempt.flags = flags(of: trace)
    attempt.tokens = max(0, trace["num_output_tokens"]?.whole ?? 0)
    return attempt
  }

  private static func flags(of record: JSONValue) -> [String] {
    var flags: [String] = []
    if record["ok"] == .boolean(false) || record["error"] != nil { flags.append("error") }
    let stop = record["stop_condition"]?.text ?? ""
    if record["is_truncated"]?.number == 1 || stop.contains("max_") || stop.contains("length") {
      flags.append("truncated")
    }
    return flags
  }

  private static func numbers(_ value: JSONValue?) -> [(String, Double)] {
    value.map { MetricsParser.numbers(of: $0).map { ($0.name, $0.value) } } ?? []
  }

  private static func words(_ numbers: [(String, Double)]) -> String {
    numbers.map { "\($0.0) \(VerlParser.short($0.1))" }.joined(separator: " · ")
  }

  // MARK: - Results of earlier versions

  private static func result(
    _ record: JSONValue, _ step: Int
  ) throws(RecordProblem) -> ParsedRecord {
    guard let wrote = Messages.read(record["completion"]) else {
      throw RecordProblem("there are neither 'traces' nor a 'completion'")
    }
    guard let reward = record["reward"]?.number else { throw RecordProblem("'reward' is missing") }
    let told = Messages.read(record["prompt"]) ?? []
    let (turns, closing) = Messages.turns(wrote, told: told)
    var attempt = ParsedAttempt(turns: turns, reward: reward)
    attempt.closing = closing
    attempt.flags = flags(of: record)
    attempt.tokens = max(0, record["token_usage"]?["output_tokens"]?.whole ?? 0)
    let truth = record["answer"].map { "expected: \($0.shown)" }
    attempt.feedback = ([truth].compactMap { $0 } + [words(numbers(record["metrics"]))])
      .filter { !$0.isEmpty }.joined(separator: " · ")
    return ParsedRecord(
      .episode(
        ParsedEpisode(
          step: step, group: record["example_id"]?.shown ?? Messages.text(told),
          task: PromptName.of(told.last?.text ?? ""), first: attempt)))
  }
}
