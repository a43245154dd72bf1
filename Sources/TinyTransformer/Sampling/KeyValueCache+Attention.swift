/// What one query makes of all the keys and values that it sees.
extension KeyValueCache {
  /// One query of one head: `output[D] = softmax(query · keysᵀ / √D) · values`.
  ///
  /// - `offset`: where in a block the keys of the layer and head lie.
  func attend(
    _ query: UnsafePointer<S>, seen: Int, _ offset: Int, output: UnsafeMutablePointer<S>,
    scratch: Scratch<S>
  ) {
    let places = places
    let scores = scratch.scores.reserve(places.count * Self.positions)
    for first in stride(from: 0, to: seen, by: 2 * Self.positions) {
      let block = first / Self.positions
      let keys = places[block] + offset
      if first + Self.positions < seen {
        score(query, keys, places[block + 1] + offset, to: scores + first)
      } else {
        score(query, keys, to: scores + first)
      }
    }
    // The tail up to a multiple of four becomes zero and its values, never written, are finite.
    let end = (seen + 3) / 4 * 4
    _ = Attention<S>.softmax(
      scores, seen: seen, until: end, scale: 1 / S(headDimension).squareRoot())
    let pairs = headDimension & ~15
    for j in stride(from: 0, to: pairs, by: 16) {
      mixPair(scores, until: end, places, offset + part + j, to: output + j)
    }
    let whole = headDimension & ~7
    for j in stride(from: pairs, to: whole, by: 8) {
      mix(scores, until: end, places, offset + part + j, 8, to: output + j)
    }
    if whole < headDimension {
      mix(
        scores, until: end, places, offset + part + whole, headDimension - whole,
        to: output + whole)
    }
  }

  /// The scores of two blocks: eight sums at a time, so that no addition waits for the one before.
  @inline(__always)
  private func score(
    _ query: UnsafePointer<S>, _ keys: UnsafePointer<S>, _ next: UnsafePointer<S>,
    to scores: UnsafeMutablePointer<S>
  ) {
    let tile = 8 * headDimension
    var (a0, a1, a2, a3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var (b0, b1, b2, b3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var (a, b) = (keys, next)
    for j in 0..<headDimension {
      let q = SIMD8(repeating: query[j])
      a0.addProduct(q, a.vector(0))
      a1.addProduct(q, (a + tile).vector(0))
      a2.addProduct(q, (a + 2 * tile).vector(0))
      a3.addProduct(q, (a + 3 * tile).vector(0))
      b0.addProduct(q, b.vector(0))
      b1.addProduct(q, (b + tile).vector(0))
      b2.addProduct(q, (b + 2 * tile).vector(0))
      b3.addProduct(q, (b + 3 * tile).vector(0))
      a += 8
      b += 8
    }
    store(a0, a1, a2, a3, to: scores)
    store(b0, b1, b2, b3, to: scores + Self.positions)
  }

  @inline(__always)
  private func score(
    _ query: UnsafePointer<S>, _ keys: UnsafePointer<S>, to scores: UnsafeMutablePointer<S>
  ) {
    let tile = 8 * headDimension
    var (s0, s1, s2, s3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var key = keys
    for j in 0..<headDimension {
      let q = SIMD8(repeating: query[j])
      s0.addProduct(q, key.vector(0))
      s1.addProduct(q, (key + tile).vector(0))
      s2.addProduct(q, (key + 2 * tile).vector(0))
      s3.addProduct(q, (key + 3 * tile).vector(0))
      key += 8
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
  private func mixPair(
    _ scores: UnsafePointer<S>, until end: Int, _ places: [UnsafeMutablePointer<S>], _ offset: Int,
    to output: UnsafeMutablePointer<S>
  ) {
    let width = headDimension
    var (a0, a1, a2, a3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var (b0, b1, b2, b3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var score = scores
    for first in stride(from: 0, to: end, by: Self.positions) {
      var value = UnsafePointer(places[first / Self.positions] + offset)
      for _ in 0..<min(Self.positions, end - first) / 4 {
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
    _ scores: UnsafePointer<S>, until end: Int, _ places: [UnsafeMutablePointer<S>], _ offset: Int,
    _ lanes: Int, to output: UnsafeMutablePointer<S>
  ) {
    let width = headDimension
    var (o0, o1, o2, o3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
    var score = scores
    for first in stride(from: 0, to: end, by: Self.positions) {
      var value = UnsafePointer(places[first / Self.positions] + offset)
      for _ in 0..<min(Self.positions, end - first) / 4 {
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
