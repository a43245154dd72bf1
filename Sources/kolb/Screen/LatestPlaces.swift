import RunLog
import RunModel

/// Where in a log the events stand whose words are kept of it, while it is read without words.
struct LatestPlaces {
  typealias Place = LogIndex.Place

  private var lines = Ring(RecentTexts.linesKept)
  private var episodes = Ring(RecentTexts.episodesKept)
  private(set) var events = 0
  private(set) var largestEpisode = Int.min
  /// The first event that is to be read again as long as no more are known.
  private var kept: Place?

  init() {}

  /// Goes on behind a history that was kept.
  init(_ index: LogIndex) {
    events = index.lines
    largestEpisode = index.largestEpisode
    kept = index.words
  }

  mutating func pass(_ placed: PlacedDigest) {
    let place = Place(number: events, offset: placed.offset ?? 0)
    lines.add(place)
    events += 1
    guard let episode = placed.digest.episodeOfWords, episode > largestEpisode else { return }
    largestEpisode = episode
    episodes.add(place)
  }

  /// The first event that is to be read again; those before it have no words that are kept.
  var first: Place? {
    if let kept, !lines.isFull || !episodes.isFull { return kept }
    return [lines.oldest, episodes.oldest].compactMap { $0 }.min { $0.number < $1.number }
  }

  /// The latest places, as many as may be kept of a kind.
  private struct Ring {
    private let capacity: Int
    private var places: [Place] = []
    private var next = 0

    init(_ kept: Int) { capacity = kept + RecentTexts.slack }

    mutating func add(_ place: Place) {
      if places.count < capacity {
        places.append(place)
      } else {
        places[next] = place
        next = (next + 1) % capacity
      }
    }

    var isFull: Bool { places.count == capacity }

    var oldest: Place? { places.isEmpty ? nil : places[next] }
  }
}

extension EventDigest {
  /// The episode of which the event has words that are shown.
  fileprivate var episodeOfWords: Int? {
    switch self {
    case .attempt(let attempt):
      attempt.attempt == .first || attempt.attempt == .second ? attempt.episode : nil
    case .reflection(let written): written.episode
    case .other: nil
    }
  }
}
