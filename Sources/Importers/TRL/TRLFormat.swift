import Basics
import RunLog
import RunModel

/// What the trainers of TRL and of transformers leave in their output folder.
struct TRLFormat: LogFormat {
  let name = "trl"
  let summary = "TRL's output folder: trainer_state.json and completions as JSON lines"
  let gives = [
    "a curve for each number of the log history", "completions with their rewards and advantages",
    "groups by equal prompts",
  ]
  let absent = [
    AbsentFact("tokens and log-probabilities", "completions are logged as texts"),
    AbsentFact(
      "events since the latest checkpoint", "trainer_state.json is written with checkpoints"),
    AbsentFact("reflections and second attempts", "TRL makes none"),
    AbsentFact(
      "completions in Parquet", "they are read once they are JSON lines: \(Self.command) FOLDER"),
    AbsentFact(
      "weights of rewards", "they are not logged: the reward shown is the plain sum of all columns"),
    AbsentFact("success", "TRL names no reward that is enough: it is 1, or what --threshold says"),
  ]

  /// A folder that it is given is looked through for completions; a file is taken as it is.
  private static let command =
    "python -c 'import glob,pandas,sys; "
    + "[pandas.read_parquet(f).to_json(f.removesuffix(\".parquet\")+\".jsonl\","
    + "orient=\"records\",lines=True,double_precision=15) for p in sys.argv[1:] "
    + "for f in glob.glob(glob.escape(p)+\"/**/completions*.parquet\",recursive=True) or [p]]'"

  func recognises(_ head: FileHead) -> Bool {
    if head.hasLines(naming: "completion", "advantage") { return true }
    return !head.name.hasSuffix(".jsonl") && head.hasLine(beginningWith: "{")
      && head.contains("\"global_step\"")
      && (head.contains("\"log_history\"")
        || !head.isNameless && head.contains("\"best_metric\""))
  }

  func conversion(of head: FileHead, at path: String) -> String? {
    head.bytes.starts(with: Array("PAR1".utf8)) ? conversion(ofFilesIn: path) : nil
  }

  func conversion(ofFilesIn path: String) -> String { "\(Self.command) \(ShellWord(path))" }

  /// The tables beside which there are no lines of their names.
  func unread(in place: LogPlace) -> [String] {
    guard place.chosen.isEmpty else { return [] }
    let lines = Set(Self.completions(in: place, ending: ".jsonl"))
    return Self.completions(in: place, ending: ".parquet").filter {
      !lines.contains($0.dropLast("parquet".count) + "jsonl")
    }
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    if place.isNameless {
      guard let head = place.namelessHead else { return [] }
      let isState = head.contains("\"log_history\"") || !head.contains("\"completion\"")
      return place.chosen.map { path in
        isState ? state(path) : ForeignFile(path, .jsonLines) { CompletionParser(step: 0) }
      }
    }
    guard place.chosen.isEmpty else {
      return place.chosen.map { $0.hasSuffix(".jsonl") ? completions($0) : state($0) }
    }
    let states = Self.states(in: place).map(state)
    let texts = Self.completions(in: place, ending: ".jsonl").map(completions)
    return states + texts
  }

  private func state(_ path: String) -> ForeignFile {
    var file = ForeignFile(path, slot: "trainer_state", .document) { TrainerStateParser() }
    file.isRewritten = true
    return file
  }

  private func completions(_ path: String) -> ForeignFile {
    let step = LogPlace.number(in: Folder.name(of: path))
    return ForeignFile(path, .jsonLines, step: step) { CompletionParser(step: step ?? 0) }
  }

  /// The newest state, which has all that the older ones have.
  private static func states(in place: LogPlace) -> [String] {
    let name = "trainer_state.json"
    let checkpoints = place.names().filter { $0.hasPrefix("checkpoint-") }
      .sorted { (LogPlace.number(in: $0) ?? 0) > (LogPlace.number(in: $1) ?? 0) }
      .map { "\($0)/\(name)" }
    return ([name] + checkpoints).filter(place.hasFile).prefix(1).map { place.join("", $0) }
  }

  private static func completions(in place: LogPlace, ending: String) -> [String] {
    let folder = place.names().contains("completions") ? "completions" : ""
    return place.paths(under: folder) { $0.hasPrefix("completions") && $0.hasSuffix(ending) }
      .sorted { (LogPlace.number(in: $0) ?? 0) < (LogPlace.number(in: $1) ?? 0) }
  }
}
