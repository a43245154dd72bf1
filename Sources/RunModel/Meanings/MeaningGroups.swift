import RLCore

/// Reflections that mean the same, and what became of them.
package struct MeaningGroup: Sendable, Equatable {
  /// `nil` for those of which nobody can tell.
  package var meaning: Meaning?
  package var count = 0
  /// Second attempts after them that are over, and those of them that succeeded.
  package var retries = 0
  package var solved = 0
  /// Training steps at which it was said first and last.
  package var firstStep: Int
  package var lastStep: Int
  /// The episodes of the first and of the latest such reflection.
  package var firstEpisode: Int
  package var lastEpisode: Int

  /// Tells it from the others of a run, also when there are more or fewer.
  package var number: Int { Self.number(of: meaning) }

  package static func number(of meaning: Meaning?) -> Int {
    meaning.map { Int(truncatingIfNeeded: $0.key >> 1) } ?? 0
  }

  package var successRate: Double? { retries > 0 ? Double(solved) / Double(retries) : nil }
  package var interval: Interval? { .wilson(successes: solved, of: retries) }

  fileprivate init(_ record: EpisodeRecord, meaning: Meaning?) {
    self.meaning = meaning
    (firstStep, lastStep) = (record.step, record.step)
    (firstEpisode, lastEpisode) = (record.id, record.id)
  }

  fileprivate mutating func add(_ record: EpisodeRecord, threshold: Double) {
    count += 1
    firstStep = min(firstStep, record.step)
    lastStep = max(lastStep, record.step)
    lastEpisode = record.id
    guard let reward = record.second?.reward else { return }
    retries += 1
    if reward >= threshold { solved += 1 }
  }
}

/// The reflections of some episodes by what they mean, the commonest first.
package struct MeaningGroups: Sendable, Equatable {
  package private(set) var groups: [MeaningGroup] = []
  /// Reflections that were counted.
  package private(set) var count = 0
  /// Where the group with a number is.
  private var places: [Int: Int] = [:]

  package init() {}

  /// - Parameters:
  ///   - records: episodes; those without a reflection are passed over.
  ///   - threshold: τ as it was when an episode was played.
  package init(_ records: some Sequence<EpisodeRecord>, threshold: (EpisodeRecord) -> Double) {
    var places: [Meaning?: Int] = [:]
    for record in records {
      guard let reflection = record.reflection else { continue }
      count += 1
      let place = places[reflection.meaning] ?? groups.count
      if place == groups.count {
        places[reflection.meaning] = place
        groups.append(MeaningGroup(record, meaning: reflection.meaning))
      }
      groups[place].add(record, threshold: threshold(record))
    }
    groups.sort { ($1.count, $0.firstEpisode) < ($0.count, $1.firstEpisode) }
    for (place, group) in groups.enumerated() { self.places[group.number] = place }
  }

  /// The group with a number.
  package subscript(number: Int) -> MeaningGroup? { places[number].map { groups[$0] } }
}
