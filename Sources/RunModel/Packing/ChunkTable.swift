/// The full chunks of a series, in their order.
///
/// Kept in groups, and these in spans, which copies share. A group whose chunks lie in a store is
/// a table that lies there too: in memory a long series costs next to nothing.
struct ChunkTable<Element: Packable>: Sendable {
  enum Chunk: Sendable {
    case open([Element])
    case packed(PackedChunk)
  }

  enum Group: Sendable {
    case open([Chunk])
    case kept(KeptChunks)
  }

  static var groupSize: Int { 64 }
  private static var spanSize: Int { 64 }

  private var spans: [[Group]] = []
  private(set) var count = 0

  init() {}

  init(groups: [[Chunk]]) {
    for group in groups { append(.open(group)) }
    count = groups.reduce(0) { $0 + $1.count }
  }

  var groups: some Sequence<Group> { spans.lazy.joined() }

  subscript(place: Int) -> Chunk {
    let (span, group, chunk) = Self.place(place)
    switch spans[span][group] {
    case .open(let chunks): return chunks[chunk]
    case .kept(let kept): return .packed(PackedChunk(bytes: kept[chunk]))
    }
  }

  mutating func append(_ chunk: Chunk) {
    if count % Self.groupSize == 0 { append(Group.open([])) }
    withGroup(of: count) { $0.append(chunk) }
    count += 1
  }

  mutating func change(_ place: Int, _ change: (inout Chunk) -> Void) {
    withGroup(of: place) { change(&$0[place % Self.groupSize]) }
  }

  /// Moves the group of a chunk to a store, if all of it is there already.
  mutating func keepGroup(of place: Int, in store: (any PackedStore)?) {
    let (span, group, _) = Self.place(place)
    guard case .open(let chunks) = spans[span][group], chunks.count == Self.groupSize,
      let kept = KeptChunks(chunks.map(\.bytes), in: store)
    else { return }
    spans[span][group] = .kept(kept)
  }

  private static func place(_ place: Int) -> (span: Int, group: Int, chunk: Int) {
    let group = place / groupSize
    return (group / spanSize, group % spanSize, place % groupSize)
  }

  private mutating func append(_ group: Group) {
    if spans.last.map({ $0.count == Self.spanSize }) ?? true { spans.append([]) }
    spans[spans.count - 1].append(group)
  }

  /// Changes the chunks of a group in place.
  private mutating func withGroup(of place: Int, _ change: (inout [Chunk]) -> Void) {
    let (span, group, _) = Self.place(place)
    var chunks = spans[span][group].chunks
    spans[span][group] = .open([])
    change(&chunks)
    spans[span][group] = .open(chunks)
  }
}

extension ChunkTable.Chunk {
  /// `nil` for elements that are no bytes.
  fileprivate var bytes: PackedBytes? {
    if case .packed(let chunk) = self { chunk.bytes } else { nil }
  }
}

extension ChunkTable.Group {
  var chunks: [ChunkTable.Chunk] {
    switch self {
    case .open(let chunks): chunks
    case .kept(let kept): kept.map { .packed(PackedChunk(bytes: $0)) }
    }
  }

  /// Where it lies, which two groups cannot share while both are kept.
  var address: UInt {
    switch self {
    case .open(let chunks): chunks.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    case .kept(let kept): kept.address
    }
  }
}
