import Basics

/// Puts the history of a run into bytes: its moments share chunks, and so do the bytes.
///
/// The chunks come first and are given out a piece at a time, because there may be much of them;
/// then the groups of them, then whatever was put into `values`.
package struct HistoryWriter {
  package var values = PackedWriter()
  /// Takes the next bytes.
  private let out: ([UInt8]) -> Void
  private static let piece = 1 << 20
  private var chunks = PackedWriter()
  private var groups = PackedWriter()
  /// Chunks and groups by where their elements lie, which two of them cannot share while both are
  /// kept.
  private var chunkPlaces: [UInt: Int] = [:]
  private var groupPlaces: [UInt: Int] = [:]
  private let events: any EventCoding

  package init(events: any EventCoding, out: @escaping ([UInt8]) -> Void) {
    self.events = events
    self.out = out
  }

  /// Gives out what is left.
  ///
  /// - Returns: how many chunks and groups there are, which a reader must know.
  package mutating func end() -> (chunks: Int, groups: Int) {
    out(chunks.bytes)
    out(groups.bytes)
    out(values.bytes)
    return (chunkPlaces.count, groupPlaces.count)
  }

  mutating func put<Element>(_ series: PackedSeries<Element>) {
    values.put(list: series.chunks.groups.map { place(of: $0) }) { $0.put($1) }
    values.put(series.tail.count)
    PackedChunk(series.tail).bytes.withUnsafeBytes { values.put(raw: $0) }
  }

  /// An event that is written as its line in a log is.
  mutating func put(_ event: RunEvent?) {
    values.put(event.map(events.bytes(of:))) { $0.put(raw: $1) }
  }

  private mutating func place<Element>(of group: ChunkTable<Element>.Group) -> Int {
    let address = group.address
    if let known = groupPlaces[address] { return known }
    let places = group.chunks.map { self.place(of: $0) }
    groups.put(list: places) { $0.put($1) }
    groupPlaces[address] = groupPlaces.count
    return groupPlaces.count - 1
  }

  private mutating func place<Element>(of chunk: ChunkTable<Element>.Chunk) -> Int {
    let address =
      switch chunk {
      case .open(let elements): elements.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
      case .packed(let packed): packed.bytes.address
      }
    if let known = chunkPlaces[address] { return known }
    let packed =
      switch chunk {
      case .open(let elements): PackedChunk(elements)
      case .packed(let packed): packed
      }
    packed.bytes.withUnsafeBytes { chunks.put(raw: $0) }
    if chunks.bytes.count >= Self.piece {
      out(chunks.bytes)
      chunks = PackedWriter()
    }
    chunkPlaces[address] = chunkPlaces.count
    return chunkPlaces.count - 1
  }
}

/// How events are written and read, which is not for values to know.
package protocol EventCoding {
  func bytes(of event: RunEvent) -> [UInt8]

  /// `nil` for bytes that are no event.
  func event(of bytes: UnsafeRawBufferPointer) -> RunEvent?
}
