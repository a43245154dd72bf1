import Basics
import RunModel

/// Evaluations of Inspect: as JSON, or what its archives hold, one document after another.
struct InspectFormat: LogFormat {
  let name = "inspect"
  let summary = "Inspect's evaluations, .eval archives and JSON"
  let gives = [
    "samples with their conversations, scores and tokens", "epochs as rollouts of one group",
    "the mean score of each scorer", "task, model and how it ended",
  ]
  let absent = [
    AbsentFact("training steps", "an evaluation has one"),
    AbsentFact("log-probabilities", "they are in its events, which are not read"),
    AbsentFact("reflections and second attempts", "a sample has one attempt"),
    AbsentFact("success", "C and a score of 1 are solved, or what --threshold says"),
  ]

  let nesting = RunNesting.file

  func recognises(_ head: FileHead) -> Bool {
    guard head.hasLine(beginningWith: "{") else { return false }
    if head.contains("\"eval\""), head.contains("\"eval_id\"") { return true }
    // A sample of an archive, whose first document may be damaged.
    return ["\"epoch\"", "\"input\"", "\"target\"", "\"messages\""].allSatisfy(head.contains)
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    let paths = place.chosen.isEmpty ? Self.logs(in: place) : place.chosen
    // Each log is an evaluation of its own.
    guard paths.count == 1 else { return [] }
    return paths.map { path in
      var file = ForeignFile(path, .wholeDocument) { InspectParser() }
      file.isRewritten = true
      return file
    }
  }

  func runs(in place: LogPlace) -> [String] { Self.logs(in: place) }

  /// More are not looked into.
  private static let mostChecked = 512

  private static func logs(in place: LogPlace) -> [String] {
    place.paths { $0.hasSuffix(".json") || $0.hasSuffix(".eval") }.prefix(mostChecked)
      .filter { FileHead(path: $0).map(InspectFormat().recognises) ?? false }
  }

  func conversion(of head: FileHead, at path: String) -> String? {
    guard head.name.hasSuffix(".eval"), head.bytes.starts(with: Array("PK".utf8)) else {
      return nil
    }
    return "inspect log convert --to json --output-dir DIR \(ShellWord(path))"
  }
}
