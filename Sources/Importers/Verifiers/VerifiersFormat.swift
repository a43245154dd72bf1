import Basics
import RunLog
import RunModel

/// What verifiers and prime-rl write of rollouts: traces, and results of earlier versions.
struct VerifiersFormat: LogFormat {
  let name = "verifiers"
  let summary = "traces.jsonl and results.jsonl of verifiers and prime-rl, with their metrics"
  let gives = [
    "conversations turn by turn, with tool calls", "rewards as sums of weighted scores",
    "groups", "tokens, where the provider counted them", "curves of metrics.jsonl beside them",
    "errors and cut-off texts, as remarks",
  ]
  let absent = [
    AbsentFact("log-probabilities", "traces have them token by token or not at all"),
    AbsentFact("rollouts of evaluations", "of prime-rl's folders those of training are read"),
    AbsentFact("reflections and second attempts", "its environments make one attempt"),
    AbsentFact("updates", "losses are among the metrics"),
    AbsentFact("success", "no reward is named as enough: it is 1, or what --threshold says"),
  ]

  func recognises(_ head: FileHead) -> Bool {
    head.hasLines(naming: "traces", "task") || head.hasLines(naming: "traces", "env")
      || head.hasLines(naming: "completion", "reward", "example_id")
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    let rollouts = rollouts(in: place)
    guard place.chosen.isEmpty else { return rollouts.map(file) }
    guard rollouts.contains(where: { FileHead(path: $0.0).map(recognises) ?? false }) else {
      return []
    }
    // They say which run it is, and come first of a step.
    return rollouts.map(file) + PlainMetricsFormat.jsonLines(in: place)
  }

  private func rollouts(in place: LogPlace) -> [(String, Int?)] {
    guard place.chosen.isEmpty else { return place.chosen.map { ($0, nil) } }
    return steps(in: place)
      + place.paths { $0 == "traces.jsonl" || $0 == "results.jsonl" }.map { ($0, nil) }
  }

  /// prime-rl's folders of training steps.
  private func steps(in place: LogPlace) -> [(String, Int?)] {
    let found = place.names(in: "rollouts").filter { $0.hasPrefix("step_") }
      .compactMap { name in LogPlace.number(in: name).map { (name, $0) } }
    return found.sorted { $0.1 < $1.1 }.flatMap { name, step in
      place.paths(under: "rollouts/\(name)/train/all") { $0 == "traces.jsonl" }
        .map { ($0, step) }
    }
  }

  private func file(_ path: String, step: Int?) -> ForeignFile {
    ForeignFile(path, .jsonLines, step: step) { RolloutParser(step: step ?? 0) }
  }

  func beginning(of place: LogPlace) -> LogBeginningFacts {
    var facts = LogBeginningFacts()
    guard let data = place.read("metadata.json") else { return facts }
    facts.environment = data["env_id"]?.text
    facts.model = data["model"]?.text
    return facts
  }
}
