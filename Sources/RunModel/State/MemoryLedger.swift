import Basics
import RLCore

/// Every entry that the reflection memory ever held.
package struct MemoryLedger: Sendable, Equatable {
  /// How many entries keep their text.
  private static let textsKept = 256

  package private(set) var entries = PackedSeries<MemoryEntry>()
  /// The entries that the memory holds now.
  private var alive = Stowed(LiveEntries())
  private var largestID = Int.min

  /// What the claims of an entry's text come to, and these where they are known one by one.
  typealias Judgement = (rules: RuleCheck, claims: [Claim]?)

  package init() {}

  /// Where entries that are gone are kept instead of in memory.
  var store: (any PackedStore)? {
    get { entries.store }
    set { entries.store = newValue }
  }

  package var live: [MemoryEntry] { alive.value.places.map { entries[$0] } }

  /// The newest of those.
  package var latest: MemoryEntry? { latestLive.map { entries[$0] } }

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
    let alive = alive.value
    entries.pack(below: entries.count - Self.textsKept) { alive.contains(oneOf: $0) }
  }

  /// Keeps every entry as bytes that can be, with their texts.
  mutating func packAll() { entries.packAll() }

  /// Keeps as bytes what only has to be looked at.
  mutating func stow() { alive.stow() }

  func write(to history: inout HistoryWriter) {
    history.put(entries)
    alive.value.pack(into: &history.values)
    history.values.put(largestID)
  }

  init(from history: inout HistoryReader) {
    entries = history.series()
    let entries = entries
    let read = LiveEntries(from: &history.values).pairs
    alive = Stowed(LiveEntries(read.filter { entries.indices.contains($0.place) }))
    largestID = history.values.integer()
  }

  private var latestLive: Int? { alive.value.places.last }

  /// The latest entry of an identifier; those that still live are looked at first.
  private func index(of id: Int) -> Int? {
    guard id <= largestID else { return nil }
    return alive.value.place(of: id) ?? entries.lastIndex { $0.id == id }
  }

  private mutating func end(_ index: Int?, by change: MemoryChange, successor: Int?) {
    guard let index else { return }
    alive.change { $0.remove(place: index) }
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
    let place = entries.count
    alive.change { $0.append(place: place, id: change.id) }
    largestID = max(largestID, change.id)
    entries.append(entry)
    let old = entries.count - Self.textsKept - 1
    if old >= 0, !entries[old].isLive {
      entries.change(old) { ($0.text, $0.claims) = ("", nil) }
    }
  }
}
