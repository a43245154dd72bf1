/// The texts of the latest episodes and the latest lines of the log.
///
/// The only part of a run's state that holds words, and it is bounded: what is older is found
/// again in the log by its offset.
package struct RecentTexts: Sendable, Equatable {
  /// More than a default run has, at some 5 kB each.
  package static let episodesKept = 4000
  package static let linesKept = 4000
  /// How many more may pile up before the oldest go, so that dropping them is rare.
  private static let slack = 64

  package private(set) var episodes: [Int: EpisodeTexts] = [:]
  package private(set) var lines: [LogLine] = []
  private var order: [Int] = []

  package init() {}

  mutating func append(_ line: LogLine) {
    lines.append(line)
    if lines.count >= Self.linesKept + Self.slack { lines.removeFirst(Self.slack) }
  }

  mutating func change(_ episode: Int, _ change: (inout EpisodeTexts) -> Void) {
    if episodes[episode] == nil {
      order.append(episode)
      if order.count >= Self.episodesKept + Self.slack { dropOldest() }
    }
    change(&episodes[episode, default: EpisodeTexts()])
  }

  private mutating func dropOldest() {
    for episode in order.prefix(Self.slack) { episodes[episode] = nil }
    order.removeFirst(Self.slack)
  }
}

/// One episode in full; of several second attempts the first.
package struct EpisodeTexts: Sendable, Equatable {
  package var first: AttemptRecord?
  package var reflection: ReflectionRecord?
  package var second: AttemptRecord?

  package init() {}

  /// Takes what an event says of the episode; what only measures says nothing.
  package mutating func apply(_ event: RunEvent) {
    switch event {
    case .attempt(let attempt) where attempt.attempt == .first: first = attempt
    case .attempt(let attempt) where attempt.attempt == .second && attempt.retry == nil:
      second = attempt
    case .reflection(let written): reflection = written
    default: break
    }
  }

  /// Only what had happened by the time of a record.
  package func known(to record: EpisodeRecord) -> EpisodeTexts {
    var texts = self
    if record.first == nil { texts.first = nil }
    if record.reflection == nil { texts.reflection = nil }
    if record.second == nil { texts.second = nil }
    return texts
  }
}
