/// Reflections of the same words, and what became of them.
package struct TextGroup: Sendable, Equatable {
  /// Tells the words from others.
  package let words: UInt64
  package private(set) var count = 0
  /// Second attempts after them that are over, and those of them that succeeded.
  package private(set) var retries = 0
  package private(set) var solved = 0
  /// Training steps at which they were written first and last.
  package let firstStep: Int
  package private(set) var lastStep: Int
  /// The episode of the latest.
  package private(set) var lastEpisode: Int
  private var liftSum = 0.0
  private var lifts = 0

  /// Second reward minus first, on average; `nil` before any second attempt is over.
  package var meanLift: Double? { lifts > 0 ? liftSum / Double(lifts) : nil }

  fileprivate init(_ record: EpisodeRecord, words: UInt64) {
    self.words = words
    (firstStep, lastStep, lastEpisode) = (record.step, record.step, record.id)
  }

  fileprivate mutating func add(_ record: EpisodeRecord, threshold: Double) {
    count += 1
    (lastStep, lastEpisode) = (max(lastStep, record.step), record.id)
    guard let reward = record.second?.reward else { return }
    retries += 1
    if reward >= threshold { solved += 1 }
    guard let lift = record.lift else { return }
    liftSum += lift
    lifts += 1
  }
}

/// The reflections of some episodes by their words, in the order of the latest of each.
package struct TextGroups: Sendable, Equatable {
  package private(set) var groups: [TextGroup] = []
  /// Reflections that were counted.
  package private(set) var count = 0
  /// Where the group of some words is.
  private var places: [UInt64: Int] = [:]

  package init() {}

  /// - Parameters:
  ///   - records: episodes in their order; those without a reflection are passed over.
  ///   - threshold: τ as it was when an episode was played.
  package init(_ records: some Sequence<EpisodeRecord>, threshold: (EpisodeRecord) -> Double) {
    for record in records {
      guard let words = record.reflection?.words else { continue }
      count += 1
      let place = places[words] ?? groups.count
      if place == groups.count {
        places[words] = place
        groups.append(TextGroup(record, words: words))
      }
      groups[place].add(record, threshold: threshold(record))
    }
    // Where nothing is said twice the order is right already.
    guard groups.count < count else { return }
    groups.sort { $0.lastEpisode < $1.lastEpisode }
    for (place, group) in groups.enumerated() { places[group.words] = place }
  }

  /// The group of some words.
  package subscript(words: UInt64) -> TextGroup? { places[words].map { groups[$0] } }
}

extension EpisodeRecord {
  /// Second reward minus first; of several second attempts their mean counts.
  package var lift: Double? {
    second.flatMap { second in first.map { second.reward - $0.reward } }
  }
}
