import Basics
import RunLog
import RunModel

/// The logs of Reflexion (arXiv 2303.11366): what became of every environment in each trial, or of
/// every programming task.
struct ReflexionFormat: LogFormat {
  let name = "reflexion"
  let summary = "Reflexion's env_results_trial_N.json, and its results of programming tasks"
  let gives = [
    "each failed trial with its reflection and the next trial",
    "the share that is solved by a trial",
    "lift, novelty and repeats of reflections",
  ]
  let absent = [
    AbsentFact("texts of attempts", "results of environments say only whether a trial succeeded"),
    AbsentFact(
      "trials between the first and the last",
      "earlier versions wrote no 'implementations' with the results of programming tasks"),
    AbsentFact("tokens and log-probabilities", "they were not logged"),
    AbsentFact("memory", "each task has its own: the list of its reflections"),
    AbsentFact("truth of reflections", "the log does not say what is true of the world"),
  ]

  func recognises(_ head: FileHead) -> Bool {
    if head.hasLine(beginningWith: "["), head.contains("\"is_success\"") {
      return head.contains("\"memory\"")
    }
    return head.hasLine(beginningWith: "{") && head.contains("\"is_solved\"")
      && head.contains("\"reflections\"")
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    if place.isNameless {
      guard let head = place.namelessHead else { return [] }
      let isTrial = head.hasLine(beginningWith: "[")
      return place.chosen.map { path in
        isTrial
          ? ForeignFile(path, .wholeDocument) { ReflexionParser(trial: nil) } : tasks(path)
      }
    }
    guard place.chosen.isEmpty else { return place.chosen.map(file) }
    return place.paths { $0.hasPrefix("env_results_trial_") && $0.hasSuffix(".json") }
      .sorted { (LogPlace.number(in: $0) ?? 0) < (LogPlace.number(in: $1) ?? 0) }.map(file)
  }

  private func file(_ path: String) -> ForeignFile {
    path.hasSuffix(".json") ? trial(path) : tasks(path)
  }

  private func tasks(_ path: String) -> ForeignFile {
    ForeignFile(path, .jsonLines) { ReflexionTaskParser() }
  }

  private func trial(_ path: String) -> ForeignFile {
    let trial = LogPlace.number(in: Folder.name(of: path)) ?? 0
    return ForeignFile(path, .wholeDocument, step: trial + 1) { ReflexionParser(trial: trial) }
  }

  func runs(in place: LogPlace) -> [String] {
    place.names().map { place.join("", $0) }.filter { !files(in: LogPlace(folder: $0)).isEmpty }
  }

  func beginning(of place: LogPlace) -> LogBeginningFacts {
    var facts = LogBeginningFacts()
    facts.algorithm = "reflexion"
    return facts
  }
}
