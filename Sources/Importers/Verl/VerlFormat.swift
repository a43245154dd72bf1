import Basics
import RunModel

/// What verl writes under `trainer.rollout_data_dir` and `trainer.validation_data_dir`: a file for
/// each step, named for it, with one line for each sample; and those of its kin.
struct VerlFormat: LogFormat {
  let name = "verl"
  let summary = "verl's rollout and validation dumps, a folder of STEP.jsonl"
  let gives = [
    "prompts and answers with their scores", "groups by uid, or by equal prompts",
    "every other number of a sample", "metrics of its file logger in the same folder",
  ]
  let absent = [
    AbsentFact("tokens and log-probabilities", "the dumps hold texts and scores only"),
    AbsentFact("turns", "a conversation is dumped as one text"),
    AbsentFact("reflections and second attempts", "verl makes none"),
    AbsentFact("updates", "losses and gradients are in verl's metrics, not in its dumps"),
    AbsentFact(
      "success", "verl names no reward that counts as solved: it is 1, or what --threshold says"),
  ]

  let joinsFiles = true

  func recognises(_ head: FileHead) -> Bool {
    head.hasLines(naming: "input", "output", "score")
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    let dumps = place.paths { $0.hasSuffix(".jsonl") && Self.step(of: $0) != nil }
      .map { (path: $0, step: Self.step(of: $0)) }
      .sorted { ($0.step ?? 0, $0.path) < ($1.step ?? 0, $1.path) }
    guard place.chosen.isEmpty else {
      return (dumps.isEmpty ? place.chosen.map { ($0, nil) } : dumps).map(Self.file)
    }
    // One that is damaged, or empty yet, does not hide the others.
    let isOurs = dumps.prefix(Self.mostChecked).contains {
      FileHead(path: $0.path).map(recognises) ?? false
    }
    return isOurs ? PlainMetricsFormat.jsonLines(in: place) + dumps.map(Self.file) : []
  }

  private static let mostChecked = 32

  private static func file(_ path: String, step: Int?) -> ForeignFile {
    ForeignFile(path, .jsonLines, step: step) { VerlParser(step: step ?? 0) }
  }

  func runs(in place: LogPlace) -> [String] {
    place.names().map { place.join("", $0) }.filter { !files(in: LogPlace(folder: $0)).isEmpty }
  }

  private static func step(of name: String) -> Int? {
    Int(name.split(separator: "/").last?.dropLast(".jsonl".count) ?? "")
  }
}
