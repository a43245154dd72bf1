/// What queries make of the keys and values of a row, while nobody changes them.
struct CachedAttention<S: Real> {
  /// Where each block begins.
  let places: UnsafePointer<UnsafeMutablePointer<S>>
  let headDimension: Int
  /// Memory for the scores of two heads, each of as many positions as the blocks have.
  let scores: UnsafeMutablePointer<S>
  /// So many positions.
  let memory: Int

  /// One query of one head.
  struct Head {
    let query: UnsafePointer<S>
    let output: UnsafeMutablePointer<S>
    /// Where in a block the keys of the layer and head lie.
    let offset: Int
  }

  private var positions: Int { KeyValueCache<S>.positions }

  /// What one query of one head, or of two, makes of the positions that it sees.
  @inline(__always)
  func attend(_ first: Head, _ second: Head?, seen: Int) {
    if headDimension % 16 == 0, WideProducts.has(S.self) {
      func wide(_ head: Head, _ scores: UnsafeMutablePointer<S>) -> WideProducts.Head {
        WideProducts.Head(
          query: head.query, output: head.output, scores: scores, offset: head.offset)
      }
      return WideProducts.attend(
        wide(first, scores), second.map { wide($0, scores + memory) }, places: places,
        width: headDimension, seen: seen, scale: 1 / S(headDimension).squareRoot())
    }
    attend(first.query, seen: seen, first.offset, output: first.output)
    if let second { attend(second.query, seen: seen, second.offset, output: second.output) }
  }

  /// One query of one head: `output[D] = softmax(query · keysᵀ / √D) · values`.
  ///
  /// - `offset`: where in a block the keys of the layer and head lie.
  @inline(__always)
  func attend(
    _ query: UnsafePointer<S>, seen: Int, _ offset: Int, output: UnsafeMutablePointer<S>
  ) {
    for first in stride(from: 0, to: seen, by: 2 * positions) {
      let block = first / positions
      let keys = places[block] + offset
      if first + positions < seen {
        score(query, keys, places[block + 1] + offset, to: scores + first)
      } else {
        score(query, keys, to: scores + first)
      }
    }
    // The tail up to a multiple of four becomes zero and its values, never written, are finite.
    let end = (seen + 3) / 4 * 4
    _ = Attention<S>.softmax(
      scores, seen: seen, until: end, scale: 1 / S(headDimension).squareRoot())
    let values = offset + positions * headDimension
    let pairs = headDimension & ~15
    for j in stride(from: 0, to: pairs, by: 16) {
      mixPair(until: end, values + j, to: output + j)
    }
    let whole = headDimension & ~7
    for j in stride(from: pairs, to: whole, by: 8) {
      mix(until: end, values + j, 8, to: output + j)
    }
    if whole < headDimension {
      mix(until: end, values + whole, headDimension - whole, to: output + whole)
    }
  }

  /// The scores of two blocks: eight sums at a time, so that no addition waits for the one before.
  @inline(__always)
  private func score(
    _ query: UnsafePointer<S>, _ keys: UnsafePointer<S>, _ next: UnsafePointer<S>,
    to scores: UnsafeMutablePointer<S>
  ) {
    var (a0, a1, a2, a3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var (b0, b1, b2, b3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var (a, b) = (keys, next)
    for j in 0..<headDimension {
      let q = SIMD8(repeating: query[j])
      a0.addProduct(q, a.vector(0))
      a1.addProduct(q, a.vector(8))
      a2.addProduct(q, a.vector(16))
      a3.addProduct(q, a.vector(24))
      b0.addProduct(q, b.vector(0))
      b1.addProduct(q, b.vector(8))
      b2.addProduct(q, b.vector(16))
      b3.addProduct(q, b.vector(24))
      a += positions
      b += positions
    }
    store(a0, a1, a2, a3, to: scores)
    store(b0, b1, b2, b3, to: scores + positions)
  }

  @inline(__always)
  private func score(
    _ query: UnsafePointer<S>, _ keys: UnsafePointer<S>, to scores: UnsafeMutablePointer<S>
  ) {
    var (s0, s1, s2, s3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var key = keys
    for j in 0..<headDimension {
      let q = SIMD8(repeating: query[j])
      s0.addProduct(q, key.vector(0))
      s1.addProduct(q, key.vector(8))
      s2.addProduct(q, key.vector(16))
      s3.addProduct(q, key.vector(24))
      key += positions
    }
    store(s0, s1, s2, s3, to: scores)
  }

  @inline(__always)
  private func store(
    _ s0: SIMD8<S>, _ s1: SIMD8<S>, _ s2: SIMD8<S>, _ s3: SIMD8<S>,
    to scores: UnsafeMutablePointer<S>
  ) {
    scores.set(0, to: s0)
    scores.set(8, to: s1)
    scores.set(16, to: s2)
    scores.set(24, to: s3)
  }

  /// Sixteen columns of `Σ score · value`, each the sum of the positions by fours.
  @inline(__always)
  private func mixPair(until end: Int, _ offset: Int, to output: UnsafeMutablePointer<S>) {
    let width = headDimension
    var (a0, a1, a2, a3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var (b0, b1, b2, b3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var score = UnsafePointer(scores)
    for first in stride(from: 0, to: end, by: positions) {
      var value = UnsafePointer(places[first / positions] + offset)
      for _ in 0..<min(positions, end - first) / 4 {
        let (s0, s1) = (SIMD8(repeating: score[0]), SIMD8(repeating: score[1]))
        let (s2, s3) = (SIMD8(repeating: score[2]), SIMD8(repeating: score[3]))
        a0.addProduct(s0, value.vector(0))
        b0.addProduct(s0, value.vector(8))
        a1.addProduct(s1, (value + width).vector(0))
        b1.addProduct(s1, (value + width).vector(8))
        a2.addProduct(s2, (value + 2 * width).vector(0))
        b2.addProduct(s2, (value + 2 * width).vector(8))
        a3.addProduct(s3, (value + 3 * width).vector(0))
        b3.addProduct(s3, (value + 3 * width).vector(8))
        value += 4 * width
        score += 4
      }
    }
    output.set(0, to: (a0 + a1) + (a2 + a3))
    output.set(8, to: (b0 + b1) + (b2 + b3))
  }

  /// The same of up to eight columns.
  @inline(__always)
  private func mix(
    until end: Int, _ offset: Int, _ lanes: Int, to output: UnsafeMutablePointer<S>
  ) {
    let width = headDimension
    var (o0, o1, o2, o3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var score = UnsafePointer(scores)
    for first in stride(from: 0, to: end, by: positions) {
      var value = UnsafePointer(places[first / positions] + offset)
      for _ in 0..<min(positions, end - first) / 4 {
        o0.addProduct(SIMD8(repeating: score[0]), value.vector(0, lanes))
        o1.addProduct(SIMD8(repeating: score[1]), (value + width).vector(0, lanes))
        o2.addProduct(SIMD8(repeating: score[2]), (value + 2 * width).vector(0, lanes))
        o3.addProduct(SIMD8(repeating: score[3]), (value + 3 * width).vector(0, lanes))
        value += 4 * width
        score += 4
      }
    }
    output.set(0, lanes, to: (o0 + o1) + (o2 + o3))
  }
}
