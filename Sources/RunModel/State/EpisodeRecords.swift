import Basics

/// The records of a run's episodes, of which those of steps that are over are kept as bytes.
package struct EpisodeRecords: RandomAccessCollection, Sendable {
  private var records = PackedSeries<EpisodeRecord>()
  /// What reflections mean, each as often as it was new among the latest.
  private var meanings = PackedSeries<Meaning>()
  /// The latest of them, to keep those that are alike only once.
  private var known: [UInt64: Known] = [:]

  private struct Known: Sendable {
    var place: Int
    var meaning: Meaning
  }

  /// A run that says more things than these begins anew.
  private static let mostKnown = 1024

  init() {}

  var store: (any PackedStore)? {
    get { records.store }
    set {
      records.store = newValue
      meanings.store = newValue
    }
  }

  /// How many records and meanings are no bytes yet.
  var unpacked: Int { records.unpacked + meanings.unpacked }

  package var startIndex: Int { 0 }
  package var endIndex: Int { records.count }

  package subscript(place: Int) -> EpisodeRecord { withMeaning(records[place]) }

  /// The record without what its reflection means, for whoever only counts.
  func numbers(_ place: Int) -> EpisodeRecord {
    var record = records[place]
    record.reflection?.meaningPlace = nil
    return record
  }

  mutating func append(_ record: EpisodeRecord) { records.append(withoutMeaning(record)) }

  /// Changes one record in place.
  mutating func change(_ place: Int, _ change: (inout EpisodeRecord) -> Void) {
    // Whoever changes a record may give it another meaning, but has no need of the one it has.
    var meaning: Meaning?
    records.change(place) {
      change(&$0)
      meaning = $0.reflection?.meaning
      $0.reflection?.meaning = nil
    }
    guard let meaning else { return }
    let kept = self.place(of: meaning)
    records.change(place) { $0.reflection?.meaningPlace = kept }
  }

  /// Keeps the records of steps up to this as bytes, and what they mean.
  mutating func pack(upToStep step: Int) {
    records.pack { $0.step <= step }
    meanings.pack { _ in true }
  }

  /// Has in common with a later moment what is the same in both.
  mutating func share(with later: EpisodeRecords) {
    records.shareTail(with: later.records)
    meanings.shareTail(with: later.meanings)
  }

  /// Learns again which meanings are known, to go on from here.
  mutating func learnMeanings() {
    for place in meanings.indices.suffix(Self.mostKnown) {
      let meaning = meanings[place]
      known[meaning.key] = Known(place: place, meaning: meaning)
    }
  }

  /// Forgets which meanings are known, which only serves to go on from here.
  mutating func forgetMeanings() { known = [:] }

  func write(to history: inout HistoryWriter) {
    history.put(records)
    history.put(meanings)
  }

  init(from history: inout HistoryReader) {
    records = history.series()
    meanings = history.series()
  }

  private func withMeaning(_ record: EpisodeRecord) -> EpisodeRecord {
    guard let place = record.reflection?.meaningPlace, meanings.indices.contains(place) else {
      return record
    }
    var record = record
    record.reflection?.meaning = meanings[place]
    record.reflection?.meaningPlace = nil
    return record
  }

  private mutating func withoutMeaning(_ record: EpisodeRecord) -> EpisodeRecord {
    guard let meaning = record.reflection?.meaning else { return record }
    var record = record
    record.reflection?.meaning = nil
    record.reflection?.meaningPlace = place(of: meaning)
    return record
  }

  private mutating func place(of meaning: Meaning) -> Int {
    if let known = known[meaning.key], known.meaning == meaning { return known.place }
    if known.count >= Self.mostKnown { known = [:] }
    known[meaning.key] = Known(place: meanings.count, meaning: meaning)
    meanings.append(meaning)
    return meanings.count - 1
  }
}

extension EpisodeRecords: Equatable {
  /// Equal records, wherever what they mean is kept.
  package static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}
