import Basics
import RunLog
import RunModel

/// Samples as SkyRL, Relax and many scripts dump them: a prompt, an answer and a score a line, under
/// names that differ.
struct SamplesFormat: LogFormat {
  let name = "samples"
  let summary = "a prompt, an answer and a score a line, as SkyRL, Relax and many scripts dump them"
  let gives = [
    "attempts with their rewards", "groups by an identifier, or by equal prompts",
    "the mean scores that SkyRL writes beside them",
  ]
  let absent = [
    AbsentFact("tokens and log-probabilities", "dumps of this kind hold texts and scores"),
    AbsentFact("reflections and second attempts", "dumps of this kind hold single attempts"),
    AbsentFact("success", "no reward is named as enough: it is 1, or what --threshold says"),
  ]

  let joinsFiles = true

  func recognises(_ head: FileHead) -> Bool {
    head.hasObject(where: SampleParser.isSample)
  }

  private static let mostChecked = 32

  func files(in place: LogPlace) -> [ForeignFile] {
    let own = samples(in: place, step: Self.step(ofFolder: place.path))
    guard own.isEmpty, place.chosen.isEmpty else { return own }
    return place.names().compactMap { name in Self.step(ofFolder: name).map { (name, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      .flatMap { name, step in samples(in: LogPlace(folder: place.join("", name)), step: step) }
  }

  /// The samples of a folder, whose files may name a step each.
  private func samples(in place: LogPlace, step: Int?) -> [ForeignFile] {
    guard place.chosen.isEmpty else {
      return place.chosen.map { path in
        let named = place.isNameless ? nil : LogPlace.step(inName: Folder.name(of: path))
        return Self.file(path, step: step ?? named)
      }
    }
    let files = samples(in: place)
      .map { (path: $0, step: step ?? LogPlace.step(inName: Folder.name(of: $0))) }
      .sorted { ($0.step ?? 0, $0.path) < ($1.step ?? 0, $1.path) }
    let metrics = files.isEmpty ? [] : place.paths { $0 == Self.metrics }
    return files.map { Self.file($0.path, step: $0.step) }
      + metrics.map { ForeignFile($0, .jsonLines, step: step) { MetricsParser(step: step) } }
  }

  /// A file whose records are of a step, unless they say one themselves; of the first where nothing
  /// says it.
  private static func file(_ path: String, step: Int?) -> ForeignFile {
    ForeignFile(path, .jsonLines, step: step) { SampleParser(step: step ?? 0) }
  }

  /// The files of samples, and those of which nothing can be read, whose lines are then counted.
  private func samples(in place: LogPlace) -> [String] {
    let named = place.paths { $0.hasSuffix(".jsonl") && $0 != Self.metrics }
    // Of many files some tell what all are, because each look at one costs a reading.
    let checked = named.prefix(Self.mostChecked).compactMap { path in
      FileHead(path: path).map {
        (path: path, isOurs: recognises($0), isUnreadable: $0.isUnreadable)
      }
    }
    guard checked.contains(where: \.isOurs) else { return [] }
    return checked.filter { $0.isOurs || $0.isUnreadable }.map(\.path)
      + named.dropFirst(Self.mostChecked)
  }

  /// What SkyRL writes beside samples: their mean scores.
  private static let metrics = "aggregated_results.jsonl"

  /// Of "global_step_20_evals", in which SkyRL puts a file for each data set.
  private static func step(ofFolder path: String) -> Int? {
    let name = Folder.name(of: path)
    return name.contains("step_") ? LogPlace.number(in: name) : nil
  }

  func runs(in place: LogPlace) -> [String] {
    place.names().map { place.join("", $0) }
      .filter { LogPlace.isFolder($0) && !files(in: LogPlace(folder: $0)).isEmpty }
  }
}
