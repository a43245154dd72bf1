import Dashboard
import RunLog
import RunModel

/// Reads the log of one run for the dashboard, a bounded piece at a time.
struct RunFeed {
  let name: String
  let source: OpenRun.Source
  /// The folder of the run, where there is more than a log.
  let run: RunDirectory?
  private let member: ExperimentMember?
  private let configuration: RunConfiguration?
  /// What is read, for whoever wants to read it again.
  let origin: EventSource
  private var reader: EventReader
  private let index: Int
  private var brokenLines = 0
  /// Whether there is more to read at once.
  private(set) var hasMore = true
  /// Whether nothing can follow.
  private(set) var isOver = false

  init(
    _ source: EventSource, isOwn: Bool, index: Int, member: ExperimentMember? = nil
  ) throws {
    name = member.map { "\($0.arm) seed \($0.seed)" } ?? source.name
    self.member = member
    configuration = RunReading.configuration(of: source)
    origin = source
    self.source = isOwn ? .engine : source == .standardInput ? .record : .log
    run = if case .run(let run) = source { run } else { nil }
    reader = try source.reader()
    self.index = index
  }

  /// The run before anything of it was read.
  ///
  /// - Parameter source: what else than usual it is, such as a recording.
  /// - Returns: the run, without events.
  func openRun(as source: OpenRun.Source? = nil) -> OpenRun {
    OpenRun(
      name: name, source: source ?? self.source, member: member, configuration: configuration)
  }

  /// A feed for each run that arguments named.
  static func feeds(of source: ComparisonSource) throws -> [RunFeed] {
    try source.runs.enumerated().map { index, run in
      let member = run.arm.map { arm in
        ExperimentMember(
          arm: arm, title: source.description?.arm(named: arm)?.title, seed: run.seed ?? 0,
          isBaseline: arm == source.description?.baseline)
      }
      return try RunFeed(run.source, isOwn: false, index: index, member: member)
    }
  }

  /// Small enough for a key to be answered between two pieces.
  private static let limit = ReadLimit(lines: 400, bytes: 1 << 20)

  /// The next piece, as messages.
  mutating func read() -> [Message] {
    do {
      let batch = try reader.readMore(limit: Self.limit)
      hasMore = batch.status == .more
      isOver = batch.status == .ended
      return messages(of: batch)
    } catch {
      hasMore = false
      isOver = true
      return [.commandFailed("\(error)")]
    }
  }

  private mutating func messages(of batch: EventBatch) -> [Message] {
    var messages: [Message] = []
    if batch.restarted {
      brokenLines = 0
      messages.append(.logRestarted(run: index))
    }
    if !batch.events.isEmpty {
      messages.append(
        .eventsArrived(batch.events.map { PlacedEvent($0.event, offset: $0.offset) }, run: index))
    }
    if let first = batch.broken.first {
      brokenLines += batch.broken.count
      messages.append(
        .commandFailed("\(name), \(first); \(brokenLines) lines left out so far"))
    }
    return messages
  }

  /// The events of an old episode, by the places of their lines.
  ///
  /// - Throws: `RunLogError`.
  func events(at offsets: [Int]) throws -> [RunEvent] {
    try offsets.map { try reader.event(at: $0).event }
  }
}
