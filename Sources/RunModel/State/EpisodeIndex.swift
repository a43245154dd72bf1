import Basics

/// The numbers of every episode of a run, in the order of their first events.
package struct EpisodeIndex: Sendable, Equatable {
  package private(set) var records = EpisodeRecords()
  private var largest = Int.min
  /// Kept, because they are asked for with every event.
  private var firstID: Int?
  private var lastID: Int?
  /// Whether every identifier is above those before it, as in every log of ours.
  private var isAscending = true

  /// The remarks and authors that episodes have, each with a bit in their records.
  package private(set) var tags: [EpisodeTag] = []

  /// So many records are looked through before those in front of them.
  private static let latest = 64

  package init() {}

  /// Where records of steps that are over are kept instead of in memory.
  var store: (any PackedStore)? {
    get { records.store }
    set { records.store = newValue }
  }

  package var count: Int { records.count }
  package var last: EpisodeRecord? { records.last }

  package subscript(id: Int) -> EpisodeRecord? { place(of: id).map { records[$0] } }

  /// The record of an episode without what its reflection means, for whoever only counts.
  func numbers(of id: Int) -> EpisodeRecord? { place(of: id).map { records.numbers($0) } }

  /// Where the record of an episode is.
  ///
  /// Identifiers count upwards nearly without holes, so the place is guessed and then looked for.
  ///
  /// - Complexity: O(log `count`) where they count upwards; elsewhere O(how far from its place the
  ///   episode was logged), O(`count`) if it is absent.
  package func place(of id: Int) -> Int? {
    guard let firstID else { return nil }
    let guess = min(max(id.subtractingReportingOverflow(firstID).partialValue, 0), count - 1)
    // Going on from the last record costs nothing, and asks for the commonest case.
    if lastID == id { return count - 1 }
    func isThere(_ place: Int) -> Bool { records.numbers(place).id == id }
    if isThere(guess) { return guess }
    if isAscending {
      let place = firstPlace { $0.id < id }
      return place < count && isThere(place) ? place : nil
    }
    for distance in 1..<count {
      let below = guess - distance
      let above = guess + distance
      if below >= 0, isThere(below) { return below }
      if above < count, isThere(above) { return above }
    }
    return nil
  }

  /// Changes the record of an episode, and makes it if there is none.
  mutating func change(
    _ id: Int, orMake record: @autoclosure () -> EpisodeRecord,
    _ change: (inout EpisodeRecord) -> Void
  ) {
    // Nearly every new episode has the largest identifier so far, and need not be looked for.
    if id <= largest, let place = place(of: id) {
      records.change(place, change)
    } else {
      var made = record()
      change(&made)
      records.append(made)
      isAscending = isAscending && id > lastID ?? .min
      firstID = firstID ?? id
      lastID = id
      largest = max(largest, id)
    }
  }

  /// Keeps the records of steps up to this, which are over, as bytes.
  mutating func pack(upToStep step: Int) { records.pack(upToStep: step) }

  /// The places of a step's records, which lie together.
  package func places(ofStep step: Int) -> Range<Int> { places(ofSteps: step...step) }

  /// The places of the records of several steps.
  ///
  /// - Complexity: O(log `count`).
  package func places(ofSteps steps: ClosedRange<Int>) -> Range<Int> {
    let begin = firstPlace { $0.step < steps.lowerBound }
    return begin..<max(begin, firstPlace { $0.step <= steps.upperBound })
  }

  /// Steps ascend in a log; a binary search finds where the earlier ones end.
  ///
  /// It begins at the end, because mostly the latest are asked for, and these are not packed.
  private func firstPlace(after isEarlier: (EpisodeRecord) -> Bool) -> Int {
    var high = count
    var low = Swift.max(0, high - Self.latest)
    while low > 0, !isEarlier(records.numbers(low)) {
      high = low
      low = Swift.max(0, count - 4 * (count - low))
    }
    while low < high {
      let middle = (low + high) / 2
      if isEarlier(records.numbers(middle)) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension EpisodeIndex {
  mutating func share(with later: EpisodeIndex) { records.share(with: later.records) }

  mutating func learnMeanings() { records.learnMeanings() }

  mutating func forgetMeanings() { records.forgetMeanings() }

  func write(to history: inout HistoryWriter) {
    records.write(to: &history)
    history.values.put(largest)
    history.values.put(isAscending)
    history.values.put(list: tags) { bytes, tag in
      switch tag {
      case .flag(let text):
        bytes.put(byte: 0)
        bytes.put(text)
      case .author(let text):
        bytes.put(byte: 1)
        bytes.put(text)
      }
    }
  }

  init(from history: inout HistoryReader) {
    records = EpisodeRecords(from: &history)
    largest = history.values.integer()
    isAscending = history.values.flag()
    firstID = records.first?.id
    lastID = records.last?.id
    tags = history.values.list { bytes in
      bytes.byte() == 0 ? .flag(bytes.text()) : .author(bytes.text())
    }
  }
}

/// A remark on an attempt or who wrote a reflection, as what episodes are looked for by.
package enum EpisodeTag: Hashable, Sendable {
  case flag(String)
  case author(String)
}

extension EpisodeIndex {
  /// Tags beyond these are not told apart; no log of ours has more than a handful.
  private static let mostTags = 64

  /// The bits of some tags; the rest of a hostile multitude has none.
  mutating func bits(of wanted: [EpisodeTag]) -> UInt64 {
    wanted.reduce(into: 0) { bits, tag in
      if let place = tags.firstIndex(of: tag) {
        bits |= 1 << UInt64(place)
      } else if tags.count < Self.mostTags {
        bits |= 1 << UInt64(tags.count)
        tags.append(tag)
      }
    }
  }

  package func has(_ tag: EpisodeTag, _ record: EpisodeRecord) -> Bool {
    tags.firstIndex(of: tag).map { record.tags & (1 << UInt64($0)) != 0 } ?? false
  }
}
