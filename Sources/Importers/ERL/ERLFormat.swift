import Basics
import RunLog
import RunModel

/// Episodes as rLLM logs them, those of the official Experiential Reinforcement Learning among them.
struct ERLFormat: LogFormat {
  let name = "erl"
  let summary =
    "episodes of rLLM and of the official ERL code, one JSON file each or a list of them"
  let gives = [
    "first attempts, reflections and second attempts, told by the names of trajectories",
    "rewards, turns, actions and texts", "validation, by the summaries of its steps",
    "lift, net lift over siblings, novelty, repeats: counted again from the attempts",
  ]
  let absent = [
    AbsentFact("tokens and log-probabilities", "the episode logger leaves them out"),
    AbsentFact("boards", "observations are texts"),
    AbsentFact("truth of reflections", "the log does not say what is true of the world"),
    AbsentFact("memory", "the official code keeps it in its workers and logs none of it"),
    AbsentFact(
      "the log's own second rewards",
      "avg_second_reward copies first rewards; second rewards are counted from attempts"),
    AbsentFact("updates", "losses are among the metrics of the trainer's logger"),
  ]

  func recognises(_ head: FileHead) -> Bool {
    guard head.hasLine(beginningWith: "{") || head.hasLine(beginningWith: "[") else { return false }
    let marks =
      head.contains("\"trajectories\"") ? ["\"task\""] : ["\"episode_id\"", "\"training_step\""]
    return marks.allSatisfy(head.contains)
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    guard place.chosen.isEmpty else {
      return place.chosen.map { path in ForeignFile(path, .document) { ERLParser(step: 0) } }
    }
    let folder = place.names().contains("episodes") ? "episodes" : ""
    let steps = Self.steps(among: place.names(in: folder))
    if steps.isEmpty { return Self.isOne(Folder.name(of: place.path)) ? single(place) : [] }
    return steps.flatMap { step in
      step.isTraining
        ? episodes(in: place, Self.join(folder, step.name), step.step)
        : [summary(in: place, Self.join(folder, step.name), step.step)].compactMap { $0 }
    }
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }

  private static func isOne(_ name: String) -> Bool { !steps(among: [name]).isEmpty }

  /// The folder of one step, which may be one of validation.
  private func single(_ place: LogPlace) -> [ForeignFile] {
    let step = Self.steps(among: [Folder.name(of: place.path)]).first?.step ?? 0
    return episodes(in: place, "", step)
  }

  private func episodes(in place: LogPlace, _ folder: String, _ step: Int) -> [ForeignFile] {
    let names = place.paths(under: folder) { $0.hasPrefix("episode_") && $0.hasSuffix(".json") }
    return names.map { path in
      ForeignFile(path, .document, step: step) { ERLParser(step: step) }
    }
  }

  private func summary(in place: LogPlace, _ folder: String, _ step: Int) -> ForeignFile? {
    place.paths(under: folder) { $0 == "batch_summary.json" }.first.map { path in
      ForeignFile(path, .document, step: step) { ERLParser(step: step) }
    }
  }

  private typealias Step = (name: String, step: Int, isTraining: Bool)

  /// Of "train_step_12_epoch_0" and "val_step_12_epoch_0", in their order.
  private static func steps(among names: [String]) -> [Step] {
    names.compactMap { name -> Step? in
      let parts = name.split(separator: "_")
      guard parts.count >= 3, ["train", "val"].contains(parts[0]), parts[1] == "step",
        let step = Int(parts[2])
      else { return nil }
      return (name, step, parts[0] == "train")
    }.sorted {
      ($0.step, $0.isTraining ? 0 : 1, $0.name) < ($1.step, $1.isTraining ? 0 : 1, $1.name)
    }
  }

  func beginning(of place: LogPlace) -> LogBeginningFacts {
    var facts = LogBeginningFacts()
    facts.algorithm = "erl"
    return facts
  }
}
