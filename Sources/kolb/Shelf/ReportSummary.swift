import ConfigurationFiles
import Dashboard
import RLCore
import RunLog
import RunModel

extension ExperimentDescription {
  /// The arm that the list of runs tells of: the first that learns by the method, be it what the
  /// others are held against or not.
  var method: String? { (arms.first { $0.configuration.algorithm == .erl } ?? arms.first)?.name }
}

/// What the list of runs says of a report.
struct ReportSummary {
  private(set) var environment = ""
  let runs: ShelfEntry.RunCount
  let heldOut: ShelfEntry.HeldOut?
  let words: String

  init(_ report: ReportFile) {
    let description = report.description.flatMap {
      try? ExperimentDescription(toml: $0, file: "", schema: .shipped)
    }
    let asked = description.map { $0.arms.count * $0.seeds.count } ?? 0
    runs = ShelfEntry.RunCount(
      finished: report.runs.count(where: Self.isFinished), total: max(asked, report.runs.count))
    environment = description?.arms.first?.configuration.environment ?? ""
    let method = report.heldOut.first { $0.arm == description?.method } ?? report.heldOut.first
    heldOut = method.map {
      ShelfEntry.HeldOut(rate: $0.estimate.value, interval: $0.estimate.interval)
    }
    words = [
      report.title, Self.verdicts(report.judgements),
      method.map { "held-out of arm '\($0.arm)' over \($0.estimate.count) seeds" } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The end of its log says so.
  private static func isFinished(_ run: ReportFile.Run) -> Bool {
    let lines = run.log.split(separator: UInt8(ascii: "\n"))
    let logged = lines.last.flatMap { try? EventLine.decode(Array($0)) }
    if case .runFinished? = logged?.event { return true }
    return false
  }

  /// "4 claims: 2 confirmed, 1 refuted, 1 undecided".
  private static func verdicts(_ judgements: [ClaimJudgement]) -> String {
    guard !judgements.isEmpty else { return "" }
    let counts = [ClaimJudgement.Verdict.confirmed, .refuted, .undecided, .notMeasured].compactMap {
      verdict in
      let count = judgements.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    return "\(judgements.count) claims: " + counts.joined(separator: ", ")
  }
}
