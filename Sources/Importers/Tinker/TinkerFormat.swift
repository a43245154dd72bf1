import Basics
import RunLog
import RunModel

/// The log folder of tinker-cookbook.
struct TinkerFormat: LogFormat {
  let name = "tinker"
  let summary = "tinker-cookbook's log folder: metrics.jsonl and rollout summaries"
  let gives = [
    "a curve for each metric", "rewards, turns and tokens of every trajectory, in groups",
    "checkpoints",
  ]
  let absent = [
    AbsentFact("texts of attempts", "summaries hold numbers; texts are in the HTML of its logtree"),
    AbsentFact("log-probabilities", "summaries hold none"),
    AbsentFact("reflections and second attempts", "the cookbook's loops make none"),
    AbsentFact("success", "no reward is named as enough: it is 1, or what --threshold says"),
  ]

  func recognises(_ head: FileHead) -> Bool {
    guard head.begins(with: "{"), head.name.hasSuffix(".jsonl") else { return false }
    if head.contains("\"traj_idx\"") && head.contains("\"total_reward\"") { return true }
    return head.name == "metrics.jsonl" && head.contains("\"progress/batch\"")
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    guard place.chosen.isEmpty else { return place.chosen.compactMap { file($0) } }
    let iterations = place.names().filter { $0.hasPrefix("iteration_") }
      .compactMap { name in LogPlace.number(in: name).map { (name, $0) } }.sorted { $0.1 < $1.1 }
    let rollouts = iterations.flatMap { folder, _ in
      place.paths(under: folder) { $0 == "train_rollout_summaries.jsonl" }.compactMap(file)
    }
    let metrics = place.paths { $0 == "metrics.jsonl" }
    guard !rollouts.isEmpty || metrics.contains(where: isOurs) else { return [] }
    let checkpoints = place.paths { $0 == "checkpoints.jsonl" }
    return (metrics + checkpoints).compactMap { file($0) } + rollouts
  }

  private func isOurs(_ path: String) -> Bool { FileHead(path: path).map(recognises) ?? false }

  private func file(_ path: String) -> ForeignFile? {
    switch Folder.name(of: path) {
    case "metrics.jsonl": return ForeignFile(path, .jsonLines) { MetricsParser() }
    case "checkpoints.jsonl": return ForeignFile(path, .jsonLines) { TinkerCheckpointParser() }
    default:
      let step = Folder.parent(of: path).flatMap { LogPlace.number(in: Folder.name(of: $0)) } ?? 0
      return ForeignFile(path, .jsonLines, step: step) { RolloutSummaryParser(step: step) }
    }
  }
}
