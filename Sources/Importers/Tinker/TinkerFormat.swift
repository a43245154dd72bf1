import Basics
import RunLog
import RunModel

/// The log folder of tinker-cookbook.
struct TinkerFormat: LogFormat {
  let name = "tinker"
  let summary = "tinker-cookbook's log folder: metrics, rollout summaries and logtree"
  let gives = [
    "a curve for each metric", "rewards, turns and tokens of every trajectory, in groups",
    "conversations of the groups in the logtree, as notes in the log", "checkpoints",
  ]
  let absent = [
    AbsentFact(
      "texts of attempts",
      "summaries hold numbers unless they have a conversation; a logtree does not say whose it is"),
    AbsentFact("rollouts of evaluations", "their rewards are among the metrics"),
    AbsentFact("log-probabilities", "summaries hold none"),
    AbsentFact("reflections and second attempts", "the cookbook's loops make none"),
    AbsentFact("success", "no reward is named as enough: it is 1, or what --threshold says"),
  ]

  func recognises(_ head: FileHead) -> Bool {
    let isLogtree =
      head.hasLine(beginningWith: "{") && head.contains("\"root\"") && head.contains("lt-root")
    if head.name.hasSuffix(Self.logtree) || head.isNameless && isLogtree { return isLogtree }
    if head.hasLines(naming: "traj_idx", "total_reward") { return true }
    guard head.isNameless || head.name == "metrics.jsonl" else { return false }
    return head.hasLines(naming: "progress/batch")
  }

  private static let summaries = "train_rollout_summaries.jsonl"
  private static let logtree = "_logtree.json"

  func files(in place: LogPlace) -> [ForeignFile] {
    if place.isNameless {
      guard let head = place.namelessHead else { return [] }
      return place.chosen.map { Self.file($0, like: head) }
    }
    guard place.chosen.isEmpty else { return place.chosen.map { file($0, step: nil) } }
    let rollouts = rollouts(in: place)
    let metrics = place.paths { $0 == "metrics.jsonl" }
    let isKnown =
      rollouts.contains { $0.path.hasSuffix(".jsonl") } || metrics.contains(where: isOurs)
    guard isKnown else { return [] }
    let checkpoints = place.paths { $0 == "checkpoints.jsonl" }
    return (metrics + checkpoints).map { file($0, step: nil) } + rollouts
  }

  /// Summaries and conversations of training, by their iterations: in folders of theirs, or, as
  /// earlier versions wrote them, side by side.
  private func rollouts(in place: LogPlace) -> [ForeignFile] {
    let names = place.names().compactMap { name in LogPlace.number(in: name).map { (name, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    return names.flatMap { name, step -> [ForeignFile] in
      if name.hasPrefix("iteration_") {
        let inside = place.paths(under: name) {
          $0 == Self.summaries || $0 == "train" + Self.logtree
        }
        return inside.sorted().reversed().map { file($0, step: step) }
      }
      let isOfTraining =
        name.hasPrefix("train_iteration_")
        && (name.hasSuffix("_rollout_summaries.jsonl") || name.hasSuffix(Self.logtree))
      return isOfTraining ? [file(place.join("", name), step: step)] : []
    }
  }

  private func isOurs(_ path: String) -> Bool { FileHead(path: path).map(recognises) ?? false }

  /// A file by what it holds.
  private static func file(_ path: String, like head: FileHead) -> ForeignFile {
    if head.contains("lt-root") {
      return ForeignFile(path, .wholeDocument) { LogtreeParser(step: 0, split: "train") }
    }
    if head.contains("\"traj_idx\"") {
      return ForeignFile(path, .jsonLines) { RolloutSummaryParser(step: 0) }
    }
    if head.contains("\"sampler_path\"") || head.contains("\"state_path\"") {
      return ForeignFile(path, .jsonLines) { TinkerCheckpointParser() }
    }
    return ForeignFile(path, .jsonLines) { MetricsParser() }
  }

  /// A file by its name; the step is that of its iteration.
  private func file(_ path: String, step: Int?) -> ForeignFile {
    let name = Folder.name(of: path)
    switch name {
    case "metrics.jsonl": return ForeignFile(path, .jsonLines) { MetricsParser() }
    case "checkpoints.jsonl": return ForeignFile(path, .jsonLines) { TinkerCheckpointParser() }
    default: break
    }
    let folder = Folder.parent(of: path).flatMap { LogPlace.number(in: Folder.name(of: $0)) }
    let step = step ?? LogPlace.number(in: name) ?? folder ?? 0
    if name.hasSuffix(Self.logtree) {
      let split = String(name.prefix { $0 != "_" })
      return ForeignFile(path, .wholeDocument, step: step) {
        LogtreeParser(step: step, split: split)
      }
    }
    return ForeignFile(path, .jsonLines, step: step) { RolloutSummaryParser(step: step) }
  }
}
