/// The keys and values of one row's tokens, so that each token goes through the network once.
///
/// For each layer and key-value head there are the keys, in tiles of eight positions `[D, 8]` so
/// that eight scores are computed at once, and the values, `[T, D]`.
final class KeyValueCache<S: Real> {
  /// How many positions are filled in every layer.
  private(set) var length = 0

  private let configuration: TransformerConfiguration
  private var memory: AlignedBuffer<S>
  /// Positions that there is room for: a multiple of the 32 whose scores are computed together.
  private var capacity: Int

  private var headDimension: Int { configuration.headDimension }

  init(_ configuration: TransformerConfiguration, capacity: Int = 64) {
    self.configuration = configuration
    self.capacity = (capacity + 31) / 32 * 32
    memory = AlignedBuffer(Self.size(configuration, self.capacity))
  }

  /// A copy that goes on independently, with room for as many positions as this one.
  func copy() -> KeyValueCache {
    let copy = KeyValueCache(configuration, capacity: capacity)
    copy.take(from: self)
    return copy
  }

  /// Makes room for `count` positions more.
  func reserve(_ count: Int) {
    guard length + count > capacity else { return }
    let larger = KeyValueCache(
      configuration, capacity: max(length + count, capacity + capacity / 2))
    larger.take(from: self)
    memory = larger.memory
    capacity = larger.capacity
  }

  /// Counts the positions that `attend` has filled in every layer.
  func advance(by count: Int) {
    length += count
  }

  /// Stores the keys and values of new tokens, and lets queries attend to all that they see.
  ///
  /// - Parameters:
  ///   - inputs: the queries, and among others the keys and values of the new tokens.
  ///   - row: that of the first new token.
  ///   - count: how many there are.
  ///   - layer: whose they are.
  ///   - output: `[T, H, D]` of the queries.
  ///   - scratch: memory for scores.
  func attend(
    _ inputs: Attention<S>.Inputs, from row: Int, count: Int, layer: Int,
    output: UnsafeMutablePointer<S>, scratch: Scratch<S>
  ) {
    let c = configuration
    for group in 0..<c.keyValueHeadCount {
      let keys = self.keys(layer, group)
      let values = keys + capacity * headDimension
      for place in 0..<count {
        store(
          key: inputs.key + (row + place) * c.keyValueWidth + group * headDimension,
          value: inputs.value + (row + place) * inputs.valueStride + group * headDimension,
          at: length + place, keys, values)
      }
      for (query, seen) in inputs.seen.enumerated() {
        for head in group * c.headsPerGroup..<(group + 1) * c.headsPerGroup {
          let at = query * c.queryWidth + head * headDimension
          attend(
            inputs.query + at, seen: seen, keys, values, output: output + at, scratch: scratch)
        }
      }
    }
  }

  private func store(
    key: UnsafePointer<S>, value: UnsafePointer<S>, at position: Int,
    _ keys: UnsafeMutablePointer<S>, _ values: UnsafeMutablePointer<S>
  ) {
    let tile = keys + position / 8 * 8 * headDimension + position % 8
    for j in 0..<headDimension { tile[j * 8] = key[j] }
    (values + position * headDimension).update(from: value, count: headDimension)
  }

  /// One query of one head: `output[D] = softmax(query · keysᵀ / √D) · values`.
  private func attend(
    _ query: UnsafePointer<S>, seen: Int, _ keys: UnsafePointer<S>, _ values: UnsafePointer<S>,
    output: UnsafeMutablePointer<S>, scratch: Scratch<S>
  ) {
    let scores = scratch.scores.reserve(capacity)
    let width = headDimension
    let tile = 8 * width
    for first in stride(from: 0, to: seen, by: 32) {
      var key = keys + first * width
      var (s0, s1, s2, s3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
      for j in 0..<width {
        let q = SIMD8(repeating: query[j])
        s0.addProduct(q, key.vector(0))
        s1.addProduct(q, (key + tile).vector(0))
        s2.addProduct(q, (key + 2 * tile).vector(0))
        s3.addProduct(q, (key + 3 * tile).vector(0))
        key += 8
      }
      scores.set(first, to: s0)
      scores.set(first + 8, to: s1)
      scores.set(first + 16, to: s2)
      scores.set(first + 24, to: s3)
    }
    // The tail up to a multiple of four becomes zero and its values, never written, are finite.
    let end = (seen + 3) / 4 * 4
    _ = Attention<S>.softmax(scores, seen: seen, until: end, scale: 1 / S(width).squareRoot())
    @inline(__always) func mixValues(_ j: Int, _ lanes: Int) {
      var (o0, o1, o2, o3) = (SIMD8<S>(), SIMD8<S>(), SIMD8<S>(), SIMD8<S>())
      var value = values + j
      var score = UnsafePointer(scores)
      for _ in 0..<end / 4 {
        o0.addProduct(SIMD8(repeating: score[0]), value.vector(0, lanes))
        o1.addProduct(SIMD8(repeating: score[1]), (value + width).vector(0, lanes))
        o2.addProduct(SIMD8(repeating: score[2]), (value + 2 * width).vector(0, lanes))
        o3.addProduct(SIMD8(repeating: score[3]), (value + 3 * width).vector(0, lanes))
        value += 4 * width
        score += 4
      }
      output.set(j, lanes, to: (o0 + o1) + (o2 + o3))
    }
    let whole = width & ~7
    for j in stride(from: 0, to: whole, by: 8) { mixValues(j, 8) }
    if whole < width { mixValues(whole, width - whole) }
  }

  @inline(__always)
  private func keys(_ layer: Int, _ group: Int) -> UnsafeMutablePointer<S> {
    memory.base + (layer * configuration.keyValueHeadCount + group) * 2 * capacity * headDimension
  }

  private func take(from other: KeyValueCache) {
    length = other.length
    let used = (length + 7) / 8 * 8 * headDimension
    for layer in 0..<configuration.layerCount {
      for group in 0..<configuration.keyValueHeadCount {
        let (here, there) = (keys(layer, group), other.keys(layer, group))
        here.update(from: there, count: used)
        (here + capacity * headDimension).update(
          from: there + other.capacity * headDimension, count: length * headDimension)
      }
    }
  }

  private static func size(_ c: TransformerConfiguration, _ capacity: Int) -> Int {
    c.layerCount * 2 * c.keyValueWidth * capacity
  }
}
