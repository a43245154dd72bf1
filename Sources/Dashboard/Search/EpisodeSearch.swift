import RunModel

/// Which episodes have which texts, as far as is known.
///
/// What is in memory is looked through here, a bounded piece for each message; what is older is
/// asked for with a `LogSearchRequest`. Each answer holds for a part of an episode, so that it is
/// also right at an earlier moment of the run and when the episode goes on.
struct EpisodeSearch: Sendable {
  let id: Int
  let run: Int
  let patterns: [TextPattern]
  /// Counts what has been learnt, so that what depends on it is asked again.
  private(set) var revision = 0
  /// Whether more of what is in memory is to be looked through.
  private(set) var hasMore = true
  /// The log up to here has been looked through.
  private(set) var covered = 0
  /// Up to where the log is being looked through now.
  private(set) var scanned: Int?
  /// Why the log cannot be looked through.
  var failure: String?
  /// By place in the index: three bits for the parts seen, then three for each pattern.
  private var marks: [UInt64] = []

  /// Bytes of text that one message may cost, which is well under a millisecond.
  private static let budget = 400_000

  init(id: Int, run: Int, patterns: [TextPattern]) {
    self.id = id
    self.run = run
    self.patterns = patterns
  }

  private static func bit(_ part: SearchedEvent.Part, _ pattern: Int? = nil) -> UInt64 {
    1 << UInt64(part.rawValue + 3 * (pattern.map { $0 + 1 } ?? 0))
  }

  /// Whether a pattern is in what a record says has happened; `nil` while that is not known.
  func verdict(_ pattern: Int, at place: Int, _ record: EpisodeRecord) -> Bool? {
    let mark = marks.indices.contains(place) ? marks[place] : 0
    var isKnown = true
    for part in SearchedEvent.Part.allCases where record.has(part) {
      if mark & Self.bit(part, pattern) != 0 { return true }
      isKnown = isKnown && isSeen(part, mark, record.offset(of: part))
    }
    return isKnown ? false : nil
  }

  private func isSeen(_ part: SearchedEvent.Part, _ mark: UInt64, _ offset: Int?) -> Bool {
    mark & Self.bit(part) != 0 || offset.map { $0 < covered } ?? false
  }

  // MARK: - Memory

  /// Looks through some of what is in memory, the latest first.
  mutating func advance(in run: RunState) {
    let records = run.episodes.records
    if marks.count < records.count {
      marks += [UInt64](repeating: 0, count: records.count - marks.count)
    }
    var left = Self.budget
    hasMore = false
    let oldest = Self.oldestInMemory(run)
    for place in (oldest..<records.count).reversed() {
      let record = records[place]
      guard !isKnown(place, record), let texts = run.recent[episode: record.id] else { continue }
      guard left > 0 else {
        hasMore = true
        return
      }
      for event in texts.events { left -= look(at: event, place) }
      revision += 1
    }
  }

  /// - Returns: the bytes that were looked through.
  private mutating func look(at event: RunEvent, _ place: Int) -> Int {
    guard let searched = SearchedEvent(event), marks[place] & Self.bit(searched.part) == 0 else {
      return 0
    }
    mark(searched.part, searched.found(patterns), place)
    marks[place] |= Self.bit(searched.part)
    return searched.size + 100
  }

  private mutating func mark(_ part: SearchedEvent.Part, _ found: UInt32, _ place: Int) {
    for pattern in patterns.indices where found & (1 << UInt32(pattern)) != 0 {
      marks[place] |= Self.bit(part, pattern)
    }
  }

  private func isKnown(_ place: Int, _ record: EpisodeRecord) -> Bool {
    SearchedEvent.Part.allCases.allSatisfy { part in
      !record.has(part) || isSeen(part, marks[place], record.offset(of: part))
    }
  }

  /// The place from which on records may have their words in memory.
  private static func oldestInMemory(_ run: RunState) -> Int {
    max(0, run.episodes.count - run.recent.count - 64)
  }

  // MARK: - The log

  /// Asks for the part of the log that memory does not have, if any is not looked through.
  mutating func request(in run: RunState, logEnd: Int) -> LogSearchRequest? {
    guard !hasMore, scanned == nil, failure == nil else { return nil }
    let records = run.episodes.records
    let end = min(records.count, Self.oldestInMemory(run) + 128)
    // Whatever is older was covered when these were not yet old.
    let isMissing = (max(0, end - 512)..<max(0, end)).contains { place in
      let record = records[place]
      return run.recent[episode: record.id] == nil && !isKnown(place, record)
        && !record.offsets.isEmpty
    }
    guard isMissing, logEnd > covered else { return nil }
    scanned = logEnd
    return LogSearchRequest(id: id, run: self.run, patterns: patterns, from: covered, to: logEnd)
  }

  mutating func take(_ findings: LogSearchFindings, in run: RunState) {
    guard findings.id == id else { return }
    for hit in findings.hits {
      guard let place = run.episodes.place(of: hit.episode), marks.indices.contains(place) else {
        continue
      }
      mark(hit.part, hit.found, place)
    }
    covered = max(covered, findings.covered)
    if let scanned, covered >= scanned { self.scanned = nil }
    revision += 1
  }

  mutating func fail(_ reason: String) {
    failure = reason
    scanned = nil
    revision += 1
  }

  /// How much of the log is looked through, 0 … 1, while it is.
  var share: Double? {
    scanned.map { $0 > 0 ? Double(covered) / Double($0) : 1 }
  }
}

extension EpisodeRecord {
  /// Whether a part had happened.
  fileprivate func has(_ part: SearchedEvent.Part) -> Bool {
    switch part {
    case .first: first != nil
    case .reflection: reflection != nil
    case .second: second != nil
    }
  }

  fileprivate func offset(of part: SearchedEvent.Part) -> Int? {
    switch part {
    case .first: first?.offset
    case .reflection: reflection?.offset
    case .second: second?.offset
    }
  }
}

extension EpisodeTexts {
  fileprivate var events: [RunEvent] {
    [
      first.map(RunEvent.attempt), reflection.map(RunEvent.reflection),
      second.map(RunEvent.attempt),
    ]
    .compactMap { $0 }
  }
}
