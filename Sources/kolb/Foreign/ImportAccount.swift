import Dashboard
import RunLog
import RunModel

/// What became of a log that is imported.
struct ImportAccount {
  private var counts: [(kind: String, count: Int)] = []
  private var skipped: [BrokenLine] = []
  private var skippedCount = 0
  private var late = 0
  private var start: RunStart?

  /// So many reasons are told.
  private static let mostReasons = 5

  mutating func add(_ batch: EventBatch) {
    // The files changed while they were read: what was read of them no longer holds.
    if batch.restarted { self = ImportAccount() }
    for located in batch.events { count(located.event.event) }
    skippedCount += batch.broken.count
    late = max(late, batch.late)
    skipped += batch.broken.prefix(max(0, Self.mostReasons - skipped.count))
  }

  private mutating func count(_ event: RunEvent) {
    if case .runStarted(let start) = event { self.start = start }
    let kind = EventLine.kind(of: event)
    if let place = counts.firstIndex(where: { $0.kind == kind }) {
      counts[place].count += 1
    } else {
      counts.append((kind, 1))
    }
  }

  /// What was written to a folder, what was left out and why, and what the log did not have.
  func lines(to folder: String) -> [String] {
    let events = counts.filter { $0.kind != "run_started" }
      .map { "\($0.count) \($0.kind)" }.joined(separator: ", ")
    var lines = ["\(folder): " + (events.isEmpty ? "nothing was there to read" : events)]
    if skippedCount > 0 {
      lines.append("\(skippedCount) \(skippedCount == 1 ? "record" : "records") left out:")
      lines += skipped.map { "  \($0)" }
      if skippedCount > skipped.count { lines.append("  …") }
    }
    if late > 0 { lines.append("\(LateEpisodes(count: late).words): \(LateEpisodes.why)") }
    lines += (start?.absent ?? []).map { "no \($0.fact): \($0.why)" }
    return lines + ["kolb open \(folder)"]
  }
}
