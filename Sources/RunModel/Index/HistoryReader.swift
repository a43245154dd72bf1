import Basics

/// Takes the history of a run out of bytes that a `HistoryWriter` made.
package struct HistoryReader {
  package var values: PackedReader
  private var chunks: [PackedChunk] = []
  private var groups: [[Int]] = []
  /// Groups that were made, by their places: moments that shared one share it again.
  private var made: [Int: Any] = [:]
  private let events: any EventCoding

  /// Reads bytes that lie in a mapping, if they do, where chunks then stay.
  package init(
    _ bytes: UnsafeRawBufferPointer, chunks chunkCount: Int, groups groupCount: Int,
    events: any EventCoding,
    mapped: (Range<Int>) -> MappedBytes? = { _ in nil }
  ) {
    self.events = events
    values = PackedReader(bytes)
    for _ in 0..<max(0, chunkCount) where !values.isDamaged {
      let raw = values.raw()
      let kept = mapped(values.next - raw.count..<values.next)
      chunks.append(PackedChunk(bytes: kept.map { .mapped($0) } ?? .own(Array(raw))))
    }
    for _ in 0..<max(0, groupCount) where !values.isDamaged {
      groups.append(values.list { $0.integer() })
    }
  }

  mutating func series<Element>() -> PackedSeries<Element> {
    let places = values.list { $0.integer() }
    let count = values.integer()
    let tail = PackedChunk(bytes: .own(Array(values.raw())))
    let isWhole =
      !values.isDamaged && places.allSatisfy(groups.indices.contains)
      && 0..<PackedSeries<Element>.chunkSize ~= count
    guard isWhole else { return PackedSeries() }
    return PackedSeries(
      chunks: ChunkTable(groups: places.map { group($0) }), tail: tail.elements(count))
  }

  mutating func event() -> RunEvent? {
    let events = events
    return values.optional { events.event(of: $0.raw()) } ?? nil
  }

  private mutating func group<Element>(_ place: Int) -> [ChunkTable<Element>.Chunk] {
    if let known = made[place] as? [ChunkTable<Element>.Chunk] { return known }
    let group = groups[place].map { place -> ChunkTable<Element>.Chunk in
      .packed(chunks.indices.contains(place) ? chunks[place] : PackedChunk(bytes: .own([])))
    }
    made[place] = group
    return group
  }
}
