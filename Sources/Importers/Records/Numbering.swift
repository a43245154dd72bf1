import RLCore
import RunModel

/// Numbers the episodes of a run and their groups in the order in which they are read.
struct Numbering: Sendable {
  private(set) var episodes = 0
  private var groups = 0
  /// The groups of the latest steps by their keys.
  private var known: [Int: [String: Int]] = [:]
  /// The latest step of an episode.
  private(set) var step = Int.min
  /// Episodes of a step that was over, which are shown with the latest.
  private(set) var late = 0
  /// When the first record was written, in seconds since 1970.
  private var begin: Double?
  /// The latest time that was believed, and how many were.
  private var latest = 0.0
  private var believed = 0
  /// A time far ahead of it, which is believed once another one is near it.
  private var doubted: Double?

  init() {}

  /// Where an episode is shown.
  struct Place: Sendable {
    var step: Int
    var episode: Int
    var group: Int
  }

  /// Episodes of which more is to come, by their keys.
  private var open: [String: Place] = [:]
  /// More are never open at once but in a log that is none.
  private static let mostOpen = 100_000

  /// The place of an episode: a new one, or that of the one that it goes on with.
  mutating func place(of parsed: ParsedEpisode) -> Place {
    if let key = parsed.key, let known = open[key] {
      if parsed.second != nil { open[key] = nil }
      return known
    }
    let step = place(atStep: parsed.step)
    let place = Place(
      step: step, episode: nextEpisode(), group: group(parsed.group, step: step))
    if let key = parsed.key, parsed.second == nil, open.count < Self.mostOpen { open[key] = place }
    return place
  }

  /// Steps whose groups are remembered.
  private static let kept = 4

  /// The step that an episode is shown at, since those of a run ascend.
  mutating func place(atStep wanted: Int) -> Int {
    if wanted < step { late += 1 }
    step = max(step, wanted)
    return step
  }

  mutating func nextEpisode() -> Int {
    defer { episodes += 1 }
    return episodes
  }

  mutating func group(_ key: String?, step: Int) -> Int {
    guard let key else { return nextGroup() }
    if let group = known[step]?[key] { return group }
    let group = nextGroup()
    known[step, default: [:]][key] = group
    if known.count > Self.kept, let oldest = known.keys.min() { known[oldest] = nil }
    return group
  }

  private mutating func nextGroup() -> Int {
    defer { groups += 1 }
    return groups
  }

  /// Between two records of one run there may be this much and no more, in seconds: a day.
  private static let longestPause = 86_400.0

  /// Seconds since the first record; a clock that went back says none, nor does one that was far
  /// ahead for a single record.
  mutating func time(_ clock: Double?) -> EventTime? {
    guard let clock, clock.isFinite else { return nil }
    let isFirst = begin == nil || (believed == 1 && clock < latest - Self.longestPause)
    if isFirst { (begin, latest, believed) = (clock, clock, 0) }
    let isNear = doubted.map { abs(clock - $0) <= Self.longestPause } ?? false
    guard isFirst || clock <= latest + Self.longestPause || isNear else {
      doubted = clock
      return nil
    }
    doubted = nil
    let since = clock - (begin ?? clock)
    guard since >= 0 else { return nil }
    latest = max(latest, clock)
    believed += 1
    return EventTime(elapsed: since)
  }
}

extension ParsedEpisode {
  /// The events of the episode, under the numbers that it was given.
  func events(
    step: Int, episode: Int, group: Int, threshold: Double
  ) -> [(part: PlaceBook.EpisodePart, event: RunEvent)] {
    func record(_ attempt: ParsedAttempt, _ kind: AttemptKind) -> RunEvent {
      var record = AttemptRecord(
        step: step, episode: episode, group: group, attempt: kind, task: task, board: [],
        start: nil, turns: attempt.turns(threshold: threshold), reward: attempt.reward,
        feedback: attempt.feedback, tokens: min(attempt.tokens, ParsedItem.largest),
        logProbability: 0,
        reflection: kind == .second && (wasTold || reflection != nil) ? episode : nil,
        flags: attempt.flags)
      record.closing = attempt.closing
      return .attempt(record)
    }
    var events: [(part: PlaceBook.EpisodePart, event: RunEvent)] = []
    if let first { events.append((.first, record(first, .first))) }
    if let reflection {
      events.append(
        (
          .reflection,
          .reflection(
            ReflectionRecord(
              step: step, episode: episode, id: episode, from: nil, prompt: reflection.prompt,
              text: reflection.text, advice: reflection.advice,
              parsed: !reflection.advice.isEmpty, tokens: 0, logProbability: 0,
              author: reflection.author))
        ))
    }
    if let second { events.append((.second, record(second, .second))) }
    return events
  }
}

extension ParsedAttempt {
  /// The turns, the last of which says how the attempt came out.
  fileprivate func turns(threshold: Double) -> [Turn] {
    var turns = turns
    guard let last = turns.indices.last, turns[last].outcome == .moved else { return turns }
    turns[last].outcome = reward >= threshold ? .solved : .failed
    return turns
  }
}
