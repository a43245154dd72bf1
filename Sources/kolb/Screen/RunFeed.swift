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
  private var place = StreamPlace()
  /// Where the history ends that was kept of the log.
  private var historyEnd = 0
  private(set) var brokenLines = 0
  /// The first of them.
  private(set) var firstBroken: [BrokenLine] = []
  /// Episodes that stand at a later step than their own.
  private(set) var late = LateEpisodes(count: 0)
  /// So many reasons are told.
  private static let mostReasons = 3
  private var phase = Phase.beginning
  private let histories: HistoryFolder?
  /// What is to be kept of the log when it has been read, and how much of it is not kept yet.
  private var unkept: (latest: LatestPlaces, bytes: Int)?
  /// How a long log is read.
  var sizes: SkimmedSizes {
    get { reader.sizes }
    set { reader.sizes = newValue }
  }
  /// Whether there is more to read at once.
  private(set) var hasMore = true
  /// When more came than there was at first.
  private var lastGrowth: ContinuousClock.Instant?
  private var hasCaughtUp = false
  /// Whether it was said how far the first reading is.
  private var hasToldOfReading = false
  /// Whether nothing can follow.
  private(set) var isOver = false

  init(
    _ source: EventSource, named name: String? = nil, isOwn: Bool, index: Int,
    member: ExperimentMember? = nil, histories: HistoryFolder? = .current
  ) throws {
    self.histories = histories
    self.name = member.map { "\($0.arm) seed \($0.seed)" } ?? name ?? source.name
    self.member = member
    configuration = RunReading.configuration(of: source)
    origin = source
    self.source = isOwn ? .engine : source.isStandardInput ? .record : .log
    run = if case .run(let run) = source { run } else { nil }
    reader = try source.reader()
    reader.keep(in: histories?.store())
    self.index = index
  }

  /// The run before anything of it was read.
  ///
  /// - Parameter source: what else than usual it is, such as a recording.
  /// - Returns: the run, without events.
  func openRun(as source: OpenRun.Source? = nil) -> OpenRun {
    OpenRun(
      name: name, source: source ?? self.source, member: member, configuration: configuration,
      folder: folder, store: histories?.store())
  }

  /// The same feed for another place among the open runs, from its beginning.
  func moved(to index: Int) throws -> RunFeed {
    try RunFeed(origin, isOwn: source == .engine, index: index, member: member)
  }

  /// The folder of the run as it is now.
  var folder: RunFolder? {
    run.map { run in
      RunFolder(
        path: run.path, hasCheckpoint: (try? run.checkpointFolders().isEmpty) == false)
    }
  }

  /// A log that brought nothing for so long is said to be still.
  private static let stillAfter = Duration.seconds(15)

  var growth: LogGrowth {
    if isStream { return isOver ? .still : .unknown }
    guard let lastGrowth, lastGrowth.duration(to: .now) < Self.stillAfter else { return .still }
    return .growing
  }

  /// Whether the log has changed in the last moments, so that it may be growing.
  var mayGrow: Bool {
    guard let run, let age = try? run.logAge() else { return false }
    return age < 5
  }

  /// A feed for each run that arguments named.
  ///
  /// - Parameters:
  ///   - source: the runs.
  ///   - isOwn: whether an engine was started here for a run.
  /// - Returns: the feeds, in the order of the runs.
  /// - Throws: `RunLogError` where a log cannot be opened.
  static func feeds(
    of source: ComparisonSource, isOwn: (RunDirectory) -> Bool = { _ in false }
  ) throws -> [RunFeed] {
    try source.runs.enumerated().map { index, run in
      let member = run.arm.map { arm in
        ExperimentMember(
          arm: arm, title: source.title(ofArm: arm), seed: run.seed ?? 0,
          isBaseline: arm == source.description?.baseline)
      }
      let own = if case .run(let run) = run.source { isOwn(run) } else { false }
      return try RunFeed(
        run.source, named: run.name, isOwn: own, index: index, member: member)
    }
  }

  /// What of the log is read now: first what is kept of it, then the numbers of all that is there,
  /// then the words of what is latest of it, then whatever comes.
  private enum Phase {
    case beginning
    case history
    case numbers(LatestPlaces)
    /// Reading again from an event on, up to a place.
    case words(EventReader, next: Int, end: Int)
    case events
  }

  /// Small enough for a key to be answered between two pieces.
  private static let limit = ReadLimit(lines: 400, bytes: 1 << 20)

  /// Whether it is read from a pipe, so that its end has to be waited for.
  var isStream: Bool { reader.isStream }

  /// The next piece, as messages; how far the first reading of a file is stands before it.
  mutating func read() -> [Message] {
    let isFirst = !hasCaughtUp && !isStream
    let messages = readPiece()
    return isFirst ? progress() + messages : messages
  }

  /// Counts what waits for its end in a log of somebody else, where nobody waits for it.
  mutating func finish() -> [Message] {
    guard case .foreign = origin, !isStream else { return [] }
    var batch = reader.finish()
    let beginning = place.sort(&batch)
    return messages(of: batch, anewAt: beginning)
  }

  /// What has been read of what was there; nothing where all of it came at once.
  private mutating func progress() -> [Message] {
    guard hasMore, let size = try? reader.size, size > 0 else {
      return hasToldOfReading ? [.readingProgressed(nil, run: index)] : []
    }
    hasToldOfReading = true
    return [.readingProgressed(min(1, Double(reader.offset) / Double(size)), run: index)]
  }

  private mutating func readPiece() -> [Message] {
    do {
      if let messages = try readBacklog() { return messages }
      var batch = try reader.readMore(limit: Self.limit)
      let beginning = place.sort(&batch)
      hasMore = batch.status == .more
      isOver = batch.status == .ended
      if hasCaughtUp, !batch.events.isEmpty { lastGrowth = .now }
      if !hasMore { hasCaughtUp = true }
      return messages(of: batch, anewAt: beginning)
    } catch {
      hasMore = false
      isOver = true
      return [.commandFailed("\(error)")]
    }
  }

  /// A piece of what was there when the log was opened; `nil` when that is known.
  private mutating func readBacklog() throws -> [Message]? {
    switch phase {
    case .beginning:
      phase = .history
      guard let path = origin.logPath, histories?.has(path) == true else {
        return try readBacklog()
      }
      // Longer than a first picture should wait.
      hasMore = true
      return []
    case .history: return try readHistory() ?? readBacklog()
    case .numbers(var latest):
      guard var batch = try reader.skim() else {
        unkept = (latest, reader.offset - historyEnd)
        phase =
          latest.first.map {
            .words(reader.reader(from: $0.offset), next: $0.number, end: reader.offset)
          } ?? .events
        return try readBacklog()
      }
      let beginning = place.sort(&batch)
      if batch.restarted { latest = LatestPlaces() }
      for placed in batch.events { latest.pass(placed) }
      phase = .numbers(latest)
      hasMore = true
      return restartMessages(batch.restarted, anewAt: beginning)
        + (batch.events.isEmpty ? [] : [.digestsArrived(batch.events, run: index)])
        + complaints(of: batch.broken)
    case .words(var again, let next, let end):
      let batch = try again.readMore(limit: Self.limit)
      let events = Self.new(batch).filter { $0.offset < end }
      // What a reader has taken in may go further than the lines that it has given out.
      let isOver = batch.events.last.map { $0.offset + $0.length >= end } ?? false
      phase =
        batch.status == .more && !isOver
        ? .words(again, next: next + events.count, end: end) : .events
      hasMore = true
      return [.wordsArrived(Self.placed(events), first: next, run: index)]
    case .events: return nil
    }
  }

  /// What is kept of the log; `nil` if there is nothing.
  private mutating func readHistory() throws -> [Message]? {
    phase = .numbers(LatestPlaces())
    guard let histories, let path = origin.logPath, try reader.size ?? 0 >= histories.least,
      let kept = histories.history(of: path, threshold: threshold)
    else { return nil }
    try reader.resume(kept)
    place = StreamPlace(after: kept.timeline.latest)
    historyEnd = kept.end
    phase = .numbers(LatestPlaces(kept))
    hasMore = true
    return [.historyRead(kept.timeline, end: kept.end, run: index)]
  }

  /// Whether what is kept of a log, or its numbers, are being read.
  var isReadingNumbers: Bool {
    switch phase {
    case .beginning, .history, .numbers: true
    case .words, .events: false
    }
  }

  private var threshold: Double { configuration?.erl.threshold ?? 1 }

  /// What keeps the history of a long log that has just been read.
  ///
  /// - Parameter timeline: with all that was read.
  /// - Returns: `nil` where nothing is to be kept.
  mutating func keeping(_ timeline: Timeline) -> (@Sendable () -> Void)? {
    guard let (latest, bytes) = unkept else { return nil }
    unkept = nil
    guard let histories, let path = origin.logPath, bytes >= histories.least,
      let words = latest.first,
      timeline.eventCount == latest.events,
      let history = LogIndex(
        timeline, of: reader, words: words, largestEpisode: latest.largestEpisode)
    else { return nil }
    let threshold = threshold
    return { histories.keep(history, of: path, threshold: threshold) }
  }

  private mutating func messages(of batch: EventBatch, anewAt beginning: Int?) -> [Message] {
    var messages = restartMessages(batch.restarted, anewAt: beginning)
    if !batch.events.isEmpty {
      messages.append(.eventsArrived(Self.placed(batch.events), run: index))
    }
    return messages + complaints(of: batch.broken) + remark(onLate: batch.late)
  }

  private mutating func remark(onLate count: Int) -> [Message] {
    guard count > late.count else { return [] }
    let isFirst = late.count == 0
    late = LateEpisodes(count: count)
    return [.lateCounted(late, run: index)]
      + (isFirst ? [.noticed("\(name): \(late.words): \(LateEpisodes.why)")] : [])
  }

  private static func placed(_ events: [LocatedEvent]) -> [PlacedEvent] {
    events.map { PlacedEvent($0.event, offset: $0.offset) }
  }

  /// What of a piece is counted; the piece may begin anywhere in a run.
  private static func new(_ batch: EventBatch) -> [LocatedEvent] {
    var batch = batch
    var place = StreamPlace()
    _ = place.sort(&batch)
    return batch.events
  }

  /// That what was read before no longer holds, and where in the log a run begins anew, if it does.
  private mutating func restartMessages(
    _ isRestarted: Bool, anewAt beginning: Int?
  ) -> [Message] {
    guard isRestarted else { return [] }
    brokenLines = 0
    firstBroken = []
    late = LateEpisodes(count: 0)
    historyEnd = 0
    return [.logRestarted(run: index)]
      + (beginning.map {
        [.noticed("\(name): a run begins anew at byte \($0); what came before is left out")]
      } ?? [])
  }

  private mutating func complaints(of broken: [BrokenLine]) -> [Message] {
    guard let first = broken.first else { return [] }
    brokenLines += broken.count
    firstBroken += broken.prefix(max(0, Self.mostReasons - firstBroken.count))
    let leftOut = LeftOutLines(
      count: brokenLines, reasons: firstBroken.map(String.init(describing:)))
    return [
      .linesLeftOut(leftOut, run: index),
      .commandFailed("\(name), \(first); \(leftOut.words) so far"),
    ]
  }

  /// The events of an old episode, by the places of their lines.
  ///
  /// - Throws: `RunLogError`.
  func events(at offsets: [Int]) throws -> [RunEvent] {
    try offsets.map { try reader.event(at: $0).event }
  }
}
