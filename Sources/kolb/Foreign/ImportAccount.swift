import RunLog
import RunModel

/// What became of a log that is imported.
enum ImportAccount {
  /// Writes what is read and counts it.
  final class Writer {
    private let run: RunDirectory
    private var counts: [(kind: String, count: Int)] = []
    private var skipped: [BrokenLine] = []
    private var skippedCount = 0
    private var start: RunStart?

    init(_ run: RunDirectory) { self.run = run }

    func open() throws(RunLogError) -> EventWriter { try EventWriter(run) }

    /// So many reasons are told.
    private static let mostReasons = 5

    func write(_ batch: EventBatch, to writer: EventWriter) throws(RunLogError) {
      if batch.restarted {
        // The files changed while they were read: what was written of them no longer holds.
        try writer.truncate(to: 0)
        (counts, skipped, skippedCount) = ([], [], 0)
      }
      try writer.append(batch.events.map(\.event))
      for located in batch.events { count(located.event.event) }
      skippedCount += batch.broken.count
      skipped += batch.broken.prefix(max(0, Self.mostReasons - skipped.count))
    }

    private func count(_ event: RunEvent) {
      if case .runStarted(let start) = event { self.start = start }
      let kind = EventLine.kind(of: event)
      if let place = counts.firstIndex(where: { $0.kind == kind }) {
        counts[place].count += 1
      } else {
        counts.append((kind, 1))
      }
    }

    /// What was written, what was left out and why, and what the log did not have.
    var lines: [String] {
      let events = counts.filter { $0.kind != "run_started" }
        .map { "\($0.count) \($0.kind)" }.joined(separator: ", ")
      var lines = ["\(run.path): " + (events.isEmpty ? "nothing was there to read" : events)]
      if skippedCount > 0 {
        lines.append("\(skippedCount) records left out:")
        lines += skipped.map { "  \($0)" }
        if skippedCount > skipped.count { lines.append("  …") }
      }
      for fact in start?.absent ?? [] { lines.append("no \(fact.fact): \(fact.why)") }
      return lines + ["kolb open \(run.path)"]
    }
  }
}
