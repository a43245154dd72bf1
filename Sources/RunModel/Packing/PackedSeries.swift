/// A long array of values, of which those that do not change any more are kept as bytes.
///
/// Mostly appended to. Kept in chunks, which copies share: a snapshot of a long run costs the few
/// chunks that change after it. Looking at an element that is packed costs its unpacking; changing
/// it, that of its chunk.
package struct PackedSeries<Element: Packable>: RandomAccessCollection, Sendable {
  static var chunkSize: Int { Element.chunkSize }

  private(set) var chunks = ChunkTable<Element>()
  /// The chunk that is not full yet, unless it is the beginning of one that another moment has.
  private var ownTail: [Element] = []
  private var sharedTail: SharedTail?
  /// Whether a later moment was seen to have other elements there.
  private var isTailUnlike = false
  /// Places of full chunks that are not packed, in their order.
  private var openChunks: [Int] = []
  /// Those that must wait until they change, and are not looked at before.
  private var heldChunks: Set<Int> = []
  /// Where bytes are kept instead of in memory.
  package var store: (any PackedStore)?

  /// How many elements are no bytes yet.
  var unpacked: Int { (openChunks.count + heldChunks.count) * Self.chunkSize + ownTail.count }

  package init() {}

  package init(_ elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  init(chunks: ChunkTable<Element>, tail: [Element]) {
    self.chunks = chunks
    ownTail = tail
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int {
    chunks.count * Self.chunkSize + (sharedTail?.count ?? ownTail.count)
  }

  /// Whether its last elements are nobody else's.
  var ownsItsTail: Bool { !ownTail.isEmpty }

  /// The elements of the chunk that is not full yet.
  var tail: [Element] { sharedTail?.elements(of: Self.chunkSize) ?? ownTail }

  package subscript(index: Int) -> Element {
    let (chunk, place) = (index / Self.chunkSize, index % Self.chunkSize)
    guard chunk < chunks.count else {
      return sharedTail?.chunk.element(place, of: Self.chunkSize) ?? ownTail[place]
    }
    switch chunks[chunk] {
    case .open(let elements): return elements[place]
    case .packed(let packed): return packed.element(place, of: Self.chunkSize)
    }
  }

  package mutating func append(_ element: Element) {
    ownTheTail()
    ownTail.append(element)
    guard ownTail.count == Self.chunkSize else { return }
    openChunks.append(chunks.count)
    chunks.append(.open(ownTail))
    ownTail = []
    if openChunks.count > Self.mostOpen { pack { _ in true } }
  }

  /// More chunks than a step has; whoever never packs is not kept from opening a long log.
  private static var mostOpen: Int { 256 }

  /// Changes one element in place.
  package mutating func change(_ index: Int, _ change: (inout Element) -> Void) {
    let (chunk, place) = (index / Self.chunkSize, index % Self.chunkSize)
    guard chunk < chunks.count else {
      ownTheTail()
      return change(&ownTail[place])
    }
    var isOpened = false
    chunks.change(chunk) { chunk in
      var elements: [Element]
      switch chunk {
      case .open(let open): elements = open
      case .packed(let packed):
        elements = packed.elements(Self.chunkSize)
        isOpened = true
      }
      // Let go of, so that the elements have one owner and are not copied.
      chunk = .open([])
      change(&elements[place])
      chunk = .open(elements)
    }
    if isOpened || heldChunks.remove(chunk) != nil { openChunks.append(chunk) }
  }

  /// What becomes of a chunk.
  private enum Verdict {
    case packed
    /// It is looked at again.
    case open
    /// It is looked at again once it has changed.
    case held
  }

  /// Packs the full chunks whose elements do not change any more.
  mutating func pack(where isSettled: (Element) -> Bool) {
    pack { _, elements in
      // Looked at where they lie, because a copy of each would cost more than the question.
      let areSettled = elements.withUnsafeBufferPointer { elements in
        elements.indices.allSatisfy { isSettled(elements[$0]) }
      }
      return areSettled ? .packed : .open
    }
  }

  /// Packs the full chunks in front of a place, but not those of which something changes yet; that
  /// it does not any more is a change too.
  mutating func pack(below place: Int, exceptWhere isHeld: (_ places: Range<Int>) -> Bool) {
    pack { chunk, _ in
      let places = (chunk * Self.chunkSize)..<((chunk + 1) * Self.chunkSize)
      if places.upperBound > place { return .open }
      return isHeld(places) ? .held : .packed
    }
  }

  /// More held chunks than these stay as they are, because every moment that is kept would have
  /// bytes of its own of them.
  private static var mostHeld: Int { 64 }

  /// Packs every full chunk.
  mutating func packAll() {
    if heldChunks.count <= Self.mostHeld {
      openChunks += heldChunks.sorted()
      heldChunks = []
    }
    pack { _, _ in .packed }
  }

  private mutating func pack(_ verdict: (_ chunk: Int, _ elements: [Element]) -> Verdict) {
    let open = openChunks
    openChunks = []
    for chunk in open {
      guard case .open(let elements) = chunks[chunk] else { continue }
      switch verdict(chunk, elements) {
      case .packed:
        let packed = PackedChunk(elements, in: store)
        chunks.change(chunk) { $0 = .packed(packed) }
        chunks.keepGroup(of: chunk, in: store)
      case .open: openChunks.append(chunk)
      case .held: heldChunks.insert(chunk)
      }
    }
  }
}

extension PackedSeries {
  /// The beginning of a chunk that is full in a later moment.
  private struct SharedTail: Sendable {
    var chunk: PackedChunk
    var count: Int

    func elements(of size: Int) -> [Element] { Array(chunk.elements(size).prefix(count)) }
  }

  /// Has its last elements where a later moment has them packed, if they are the same there: else
  /// every moment that is kept has a copy of them.
  mutating func shareTail(with later: PackedSeries) {
    guard !ownTail.isEmpty, !isTailUnlike, chunks.count < later.chunks.count,
      case .packed(let chunk) = later.chunks[chunks.count]
    else { return }
    let shared = SharedTail(chunk: chunk, count: ownTail.count)
    guard shared.elements(of: Self.chunkSize) == ownTail else {
      isTailUnlike = true
      return
    }
    sharedTail = shared
    ownTail = []
  }

  private mutating func ownTheTail() {
    isTailUnlike = false
    guard let shared = sharedTail else { return }
    ownTail = shared.elements(of: Self.chunkSize)
    sharedTail = nil
  }
}

extension PackedSeries: Equatable {
  /// Equal elements, whichever of them are packed.
  package static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}
