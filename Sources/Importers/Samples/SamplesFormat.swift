import Basics
import RunLog
import RunModel

/// Samples as SkyRL, Relax and many scripts dump them: a prompt, an answer and a score a line, under
/// names that differ.
struct SamplesFormat: LogFormat {
  let name = "samples"
  let summary = "a prompt, an answer and a score a line, as SkyRL, Relax and many scripts dump them"
  let gives = ["attempts with their rewards", "groups by an identifier, or by equal prompts"]
  let absent = [
    AbsentFact("tokens and log-probabilities", "dumps of this kind hold texts and scores"),
    AbsentFact("reflections and second attempts", "dumps of this kind hold single attempts"),
    AbsentFact("success", "no reward is named as enough: it is 1, or what --threshold says"),
  ]

  let joinsFiles = true

  func recognises(_ head: FileHead) -> Bool {
    head.begins(with: "{") && SampleParser.isSample(head.firstObject)
  }

  private static let mostChecked = 32

  func files(in place: LogPlace) -> [ForeignFile] {
    let named = place.paths { $0.hasSuffix(".jsonl") }
    // Of many files one tells what all are, because each look at one costs a reading.
    let checked = named.prefix(Self.mostChecked).filter {
      FileHead(path: $0).map(recognises) ?? false
    }
    let rest = checked.isEmpty ? [] : Array(named.dropFirst(Self.mostChecked))
    let files = (checked + rest)
      .map { (path: $0, step: LogPlace.number(in: Folder.name(of: $0)) ?? step(ofFolder: $0)) }
      .sorted { ($0.step, $0.path) < ($1.step, $1.path) }
    return files.map { path, step in
      ForeignFile(path, .jsonLines, step: step) { SampleParser(step: step) }
    }
  }

  /// Of "global_step_20_evals", in which SkyRL puts a file for each data set.
  private func step(ofFolder path: String) -> Int {
    guard let folder = Folder.parent(of: path).map(Folder.name), folder.contains("step") else {
      return 0
    }
    return LogPlace.number(in: folder) ?? 0
  }

  func runs(in place: LogPlace) -> [String] {
    place.names().map { place.join("", $0) }
      .filter { LogPlace.isFolder($0) && !files(in: LogPlace(folder: $0)).isEmpty }
  }
}
