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
  /// The latest step that an episode or a value of is there.
  private var step = 0

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
    switch event {
    case .runStarted(let start): self.start = start
    case .attempt(let attempt): step = max(step, attempt.step)
    case .metrics(let metrics): step = max(step, metrics.step)
    default: break
    }
    let kind = EventLine.kind(of: event)
    if let place = counts.firstIndex(where: { $0.kind == kind }) {
      counts[place].count += 1
    } else {
      counts.append((kind, 1))
    }
  }

  /// What whoever opens the run should know of the log that it was.
  var remarks: [RunEvent] {
    let left =
      skippedCount > 0 ? [[Self.words(leftOut: skippedCount)] + skipped.map { "\($0)" }] : []
    let late = late > 0 ? [[LateEpisodes(count: late).words, LateEpisodes.why]] : []
    return (left + late).map { words in
      .control(
        ControlRecord(
          step: step, action: .remark(words.joined(separator: ": ")), who: "kolb import"))
    }
  }

  private static func words(leftOut count: Int) -> String {
    "\(count) \(count == 1 ? "record" : "records") left out"
  }

  /// What was written to a folder, what was left out and why, and what the log did not have.
  func lines(to folder: String) -> [String] {
    let events = counts.filter { $0.kind != "run_started" }
      .map { "\($0.count) \($0.kind)" }.joined(separator: ", ")
    var lines = ["\(folder): " + (events.isEmpty ? "nothing was there to read" : events)]
    if skippedCount > 0 {
      lines.append(Self.words(leftOut: skippedCount) + ":")
      lines += skipped.map { "  \($0)" }
      if skippedCount > skipped.count { lines.append("  …") }
    }
    if late > 0 { lines.append("\(LateEpisodes(count: late).words): \(LateEpisodes.why)") }
    lines += (start?.absent ?? []).map { "no \($0.fact): \($0.why)" }
    return lines + ["kolb open \(folder)"]
  }
}
