import Basics
import RLCore

/// Every entry that the reflection memory ever held.
package struct MemoryLedger: Sendable, Equatable {
  /// How many entries keep their text.
  private static let textsKept = 256

  package private(set) var entries = PackedSeries<MemoryEntry>()
  /// The places of the entries that the memory holds now, oldest first.
  private var livePlaces: [Int] = []
  /// Their identifiers, so that the one that is meant is found without unpacking them.
  private var liveIDs: [Int] = []
  private var largestID = Int.min

  /// What the claims of an entry's text come to, and these where they are known one by one.
  typealias Judgement = (rules: RuleCheck, claims: [Claim]?)

  package init() {}

  /// Where entries that are gone are kept instead of in memory.
  var store: (any PackedStore)? {
    get { entries.store }
    set { entries.store = newValue }
  }

  package var live: [MemoryEntry] { livePlaces.map { entries[$0] } }

  /// The newest of those.
  package var latest: MemoryEntry? { livePlaces.last.map { entries[$0] } }

  /// The latest entry of this id.
  package subscript(id: Int) -> MemoryEntry? { index(of: id).map { entries[$0] } }

  /// `judged` is asked only where the change brings a text, because judging one costs; `origin` is
  /// the entry that the reflection behind the change had started from: where memory
  /// has several places, that is the place which is overwritten.
  mutating func apply(_ change: MemoryChange, origin: Int?, judged: () -> Judgement, offset: Int?) {
    let known = index(of: change.id).flatMap { entries[$0].isLive ? $0 : nil }
    switch change.change {
    case .stored:
      if let known, entries[known].episode == change.episode { return }
      end(known, by: change, successor: change.id)
      append(change, judged: judged(), offset: offset)
    case .replaced:
      // Said of the entry that goes, or of the one that comes and takes the latest one's place.
      if let known, entries[known].episode == change.episode {
        end(known, by: change, successor: nil)
      } else {
        let start = origin.flatMap { index(of: $0) }.flatMap { entries[$0].isLive ? $0 : nil }
        end(known ?? start ?? latestLive, by: change, successor: change.id)
        append(change, judged: judged(), offset: offset)
      }
    case .evicted:
      end(known, by: change, successor: nil)
    case .pinned:
      if let known { entries.change(known) { $0.isPinned = true } }
    case .unpinned:
      if let known { entries.change(known) { $0.isPinned = false } }
    case .edited:
      guard let known else { return append(change, judged: judged(), offset: offset) }
      entries.change(known) {
        $0.text = change.text
        ($0.rules, $0.claims) = judged()
        $0.isEdited = true
        $0.offset = offset
      }
    }
  }

  mutating func use(_ id: Int, step: Int) {
    guard let index = index(of: id) else { return }
    entries.change(index) {
      $0.uses += 1
      $0.lastUse = step
    }
  }

  mutating func retry(_ id: Int, won: Bool) {
    guard let index = index(of: id) else { return }
    entries.change(index) {
      $0.retries += 1
      if won { $0.wins += 1 }
    }
  }

  /// Keeps entries that are gone and have no text any more as bytes.
  mutating func pack() {
    let live = livePlaces
    entries.pack(below: entries.count - Self.textsKept) { places in
      // They ascend.
      var (low, high) = (0, live.count)
      while low < high {
        let middle = (low + high) / 2
        if live[middle] < places.lowerBound { low = middle + 1 } else { high = middle }
      }
      return low < live.count && places.contains(live[low])
    }
  }

  /// Keeps every entry as bytes that can be, with their texts.
  mutating func packAll() { entries.packAll() }

  func write(to history: inout HistoryWriter) {
    history.put(entries)
    history.values.put(list: livePlaces) { $0.put($1) }
    history.values.put(list: liveIDs) { $0.put($1) }
    history.values.put(largestID)
  }

  init(from history: inout HistoryReader) {
    entries = history.series()
    let (places, ids) = (
      history.values.list { $0.integer() }, history.values.list { $0.integer() }
    )
    let live = zip(places, ids).filter { [entries] in entries.indices.contains($0.0) }
    livePlaces = live.map(\.0)
    liveIDs = live.map(\.1)
    largestID = history.values.integer()
  }

  private var latestLive: Int? { livePlaces.last }

  /// The latest entry of an identifier; those that still live are looked at first.
  private func index(of id: Int) -> Int? {
    guard id <= largestID else { return nil }
    return liveIDs.lastIndex(of: id).map { livePlaces[$0] } ?? entries.lastIndex { $0.id == id }
  }

  private mutating func end(_ index: Int?, by change: MemoryChange, successor: Int?) {
    guard let index else { return }
    if let place = livePlaces.lastIndex(of: index) {
      livePlaces.remove(at: place)
      liveIDs.remove(at: place)
    }
    entries.change(index) {
      $0.end = .init(
        step: change.step, change: change.change, successor: successor, why: change.why)
    }
  }

  private mutating func append(_ change: MemoryChange, judged: Judgement, offset: Int?) {
    var entry = MemoryEntry(
      id: change.id, step: change.step, episode: change.episode, text: change.text,
      why: change.why, offset: offset)
    (entry.rules, entry.claims) = judged
    livePlaces.append(entries.count)
    liveIDs.append(change.id)
    largestID = max(largestID, change.id)
    entries.append(entry)
    let old = entries.count - Self.textsKept - 1
    if old >= 0, !entries[old].isLive {
      entries.change(old) { ($0.text, $0.claims) = ("", nil) }
    }
  }
}
