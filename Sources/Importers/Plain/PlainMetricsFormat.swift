import Basics
import RunLog
import RunModel

/// Tables of numbers with names of any kind: CSV with a header, or JSON with one object a line.
struct PlainMetricsFormat: LogFormat {
  let name = "metrics"
  let summary = "any numbers by name, as CSV with a header or one JSON object a line"
  let gives = ["a curve for each name", "time, where a column says it"]
  let absent = [
    AbsentFact("episodes, attempts and texts", "a table of numbers has none"),
    AbsentFact("reflections", "a table of numbers has none"),
  ]

  let suitedView = "scalars"

  func recognises(_ head: FileHead) -> Bool {
    head.hasObject(where: MetricsParser.hasNumbers) || TableHeader(in: head) != nil
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    guard place.chosen.isEmpty else {
      return place.chosen.compactMap { Self.file($0, place.head(of: $0)) }
    }
    let path = place.paths { Self.usualNames.contains($0) }
      .first { FileHead(path: $0).map(recognises) ?? false }
    return path.flatMap { Self.file($0, FileHead(path: $0)) }.map { [$0] } ?? []
  }

  /// Names that folders of runs have for such a file; others are named by themselves.
  private static let usualNames = [
    "metrics.jsonl", "metrics.csv", "progress.csv", "log.jsonl", "history.jsonl",
  ]

  private static func file(_ path: String, _ head: FileHead?) -> ForeignFile? {
    guard let head, PlainMetricsFormat().recognises(head) else { return nil }
    guard !head.hasObject(where: MetricsParser.hasNumbers), let header = TableHeader(in: head)
    else {
      return ForeignFile(path, .jsonLines) { MetricsParser() }
    }
    let name = Folder.name(of: path)
    return ForeignFile(path, .lines) { TableParser(header, file: name) }
  }

  /// Files of metrics as JSON lines that lie beside another log.
  static func jsonLines(in place: LogPlace) -> [ForeignFile] {
    place.paths { $0.hasSuffix(".jsonl") && Int($0.dropLast(6)) == nil }
      .filter { FileHead(path: $0)?.hasObject(where: MetricsParser.isOfSteps) ?? false }
      .map { ForeignFile($0, .jsonLines) { MetricsParser() } }
  }
}
