/// The texts of the latest episodes and the latest lines of the log.
///
/// The only part of a run's state that holds words, and it is bounded: what is older is found
/// again in the log by its offset.
package struct RecentTexts: Sendable, Equatable {
  /// As many as a default run has, at some 5 kB each.
  package static let episodesKept = 2000
  package static let linesKept = 4000
  /// How many more may pile up before the oldest go, so that dropping them is rare.
  package static let slack = 64

  /// In boxes, because a copy of the whole is made whenever it grows while a picture shows it.
  private var episodes: [Int: Box] = [:]
  package private(set) var lines: [LogLine] = []
  /// The place in the index of the first episode that is kept.
  private var firstPlace = 0

  private indirect enum Box: Sendable, Equatable {
    case box(EpisodeTexts)
  }

  package init() {}

  /// How many episodes have their texts here.
  package var count: Int { episodes.count }

  package subscript(episode id: Int) -> EpisodeTexts? {
    guard case .box(let texts) = episodes[id] else { return nil }
    return texts
  }

  /// How many of so many go; only the number decides, so that reading the last of a log anew keeps
  /// what reading all of it does.
  private static func dropped(of count: Int, kept: Int) -> Int {
    count < kept + slack ? 0 : ((count - kept) / slack) * slack
  }

  /// The place of the first episode whose words are kept of so many.
  package static func firstEpisode(of count: Int) -> Int { dropped(of: count, kept: episodesKept) }

  /// Takes the words of an event, if they are still kept when so many events are known.
  mutating func take(
    _ logged: LoggedEvent, number: Int, of total: Int, in index: EpisodeIndex
  ) {
    let first = Self.dropped(of: total, kept: Self.linesKept)
    if let oldest = lines.first, oldest.event < first { lines.removeFirst(first - oldest.event) }
    if number >= first { lines.append(LogLine(logged, number: number)) }
    guard let episode = logged.event.episodeOfWords, let place = index.place(of: episode) else {
      return
    }
    forget(before: Self.firstEpisode(of: index.count), in: index)
    guard place >= firstPlace else { return }
    var texts = self[episode: episode] ?? EpisodeTexts()
    texts.apply(logged.event)
    episodes[episode] = .box(texts)
  }

  private mutating func forget(before place: Int, in index: EpisodeIndex) {
    if !episodes.isEmpty {
      for old in firstPlace..<max(firstPlace, place) {
        episodes[index.records.numbers(old).id] = nil
      }
    }
    firstPlace = max(firstPlace, place)
  }
}

extension RunEvent {
  /// The episode of which the event has words to show; probes and evaluations measure only.
  fileprivate var episodeOfWords: Int? {
    switch self {
    case .attempt(let attempt):
      attempt.attempt == .first || attempt.attempt == .second ? attempt.episode : nil
    case .reflection(let written): written.episode
    default: nil
    }
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
