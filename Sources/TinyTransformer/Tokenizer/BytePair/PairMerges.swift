/// Which neighbouring tokens become one, and in which order.
struct PairMerges: Sendable, Equatable {
  /// Of two tokens, the rank of their merge and what it makes.
  private var merges: [UInt64: UInt64] = [:]

  init() {}

  /// - Returns: false where this pair was there already.
  @discardableResult
  mutating func add(_ left: Int32, _ right: Int32, rank: Int, makes whole: Int32) -> Bool {
    let value = UInt64(UInt32(truncatingIfNeeded: rank)) << 32 | UInt64(UInt32(bitPattern: whole))
    return merges.updateValue(value, forKey: Self.key(left, right)) == nil
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Merges neighbours until none can be: the pair of the lowest rank first, and of two such the
  /// one further left.
  ///
  /// - Complexity: O(n log n), so that a word of a megabyte costs no more than a megabyte of words.
  func merge(_ tokens: [Int32]) -> [Int32] {
    guard tokens.count > 1 else { return tokens }
    var chain = Chain(tokens)
    var queue = PairQueue()
    for place in 0..<tokens.count - 1 { push(place, chain, &queue) }
    while let candidate = queue.pop() {
      // A pair whose parts have changed since is another one, and stands in the queue itself.
      guard let next = chain.next(after: candidate.place),
        let value = merges[Self.key(chain.tokens[candidate.place], chain.tokens[next])],
        value >> 32 == candidate.rank
      else { continue }
      chain.join(candidate.place, next, as: Int32(bitPattern: UInt32(truncatingIfNeeded: value)))
      if let previous = chain.previous(before: candidate.place) { push(previous, chain, &queue) }
      push(candidate.place, chain, &queue)
    }
    return chain.remaining
  }

  private func push(_ place: Int, _ chain: Chain, _ queue: inout PairQueue) {
    guard let next = chain.next(after: place),
      let value = merges[Self.key(chain.tokens[place], chain.tokens[next])]
    else { return }
    queue.push(rank: value >> 32, place: place)
  }
}

/// Tokens in a row of which neighbours are joined.
private struct Chain {
  private(set) var tokens: [Int32]
  private var nexts: [Int32]
  private var previouses: [Int32]

  init(_ tokens: [Int32]) {
    self.tokens = tokens
    let count = Int32(tokens.count)
    nexts = (0..<count).map { $0 + 1 < count ? $0 + 1 : -1 }
    previouses = (0..<count).map { $0 - 1 }
  }

  /// Nil at the end, and for a token that was joined to the one before it.
  func next(after place: Int) -> Int? {
    nexts[place] < 0 ? nil : Int(nexts[place])
  }

  func previous(before place: Int) -> Int? {
    previouses[place] < 0 ? nil : Int(previouses[place])
  }

  mutating func join(_ place: Int, _ next: Int, as token: Int32) {
    tokens[place] = token
    let after = nexts[next]
    nexts[place] = after
    if after >= 0 { previouses[Int(after)] = Int32(place) }
    nexts[next] = -1
    previouses[next] = -2
    tokens[next] = -1
  }

  var remaining: [Int32] { tokens.filter { $0 >= 0 } }
}

/// Pairs by rank and, among equals, from left to right: a binary heap.
private struct PairQueue {
  struct Candidate {
    var rank: UInt64
    var place: Int
  }

  /// The rank above, the place below.
  private var heap: [UInt64] = []

  mutating func push(rank: UInt64, place: Int) {
    heap.append(rank << 32 | UInt64(place))
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Candidate? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return Candidate(rank: first >> 32, place: Int(first & 0xFFFF_FFFF))
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[parent] else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
