import Dashboard
import RunLog
import RunModel

/// Looks through a log from its beginning, a piece at a time, while keys are answered in between.
struct LogSearch {
  private let request: LogSearchRequest
  private var reader: EventReader

  /// - Throws: `RunLogError`, also where the log is a pipe, which is read only once.
  init(_ request: LogSearchRequest, in source: EventSource) throws(RunLogError) {
    self.request = request
    guard !source.isStandardInput else { throw .notSeekable }
    reader = try source.reader()
  }

  /// About a millisecond of reading; a line of megabytes takes longer.
  private static let limit = ReadLimit(lines: 150, bytes: 128 << 10)

  var id: Int { request.id }

  private var hits: [LogSearchFindings.Hit] = []
  private var covered = 0
  /// Whether there is nothing more to look through.
  private(set) var isOver = false

  /// Looks through the next piece.
  ///
  /// - Throws: `RunLogError`.
  mutating func advance() throws(RunLogError) {
    let batch = try reader.readMore(limit: Self.limit)
    // Cut back meanwhile: whoever follows the log notices too, and asks anew.
    isOver = batch.restarted || batch.status != .more
    guard !batch.restarted else { return }
    for placed in batch.events where placed.offset >= request.from && placed.offset < request.to {
      look(at: placed.event.event)
    }
    if let last = batch.events.last { covered = min(last.offset + last.length, request.to) }
    isOver = isOver || covered >= request.to
  }

  private mutating func look(at event: RunEvent) {
    guard let searched = SearchedEvent(event) else { return }
    let found = searched.found(request.patterns)
    guard found != 0 else { return }
    hits.append(
      LogSearchFindings.Hit(episode: searched.episode, part: searched.part, found: found))
  }

  /// What was found since this was last asked.
  mutating func takeFindings() -> LogSearchFindings {
    defer { hits = [] }
    return LogSearchFindings(id: request.id, hits: hits, covered: covered)
  }
}
