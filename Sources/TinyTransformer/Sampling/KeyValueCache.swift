import CKernels

/// The keys and values of one row's tokens, so that each token goes through the network once.
///
/// They lie in blocks of 32 positions. A block that is full is never written again, so rows that
/// begin alike share it. In a block there are, for each layer and key-value head, the keys, `[D, 32]`
/// so that the scores of a whole block are computed at once, and the values, `[32, D]`: both are
/// read in a straight line.
final class KeyValueCache<S: Real> {
  /// How many positions are filled in every layer.
  private(set) var length = 0

  private let configuration: TransformerConfiguration
  private let store: BlockStore<S>
  private var blocks: [CacheBlock<S>] = []
  /// Where each of them begins: what is looked at for every query is not counted as held.
  private var places: [UnsafeMutablePointer<S>] = []

  /// Positions of a block: as many as have their scores computed together.
  static var positions: Int { KOLB_POSITIONS }

  private var headDimension: Int { configuration.headDimension }
  /// Keys of one layer and head in a block, which their values follow.
  private var part: Int { Self.positions * headDimension }

  /// - `store`: where memory is had from.
  init(_ configuration: TransformerConfiguration, store: BlockStore<S>) {
    self.configuration = configuration
    self.store = store
  }

  /// The first `count` positions, which go on independently.
  func copy(of count: Int) -> KeyValueCache {
    let copy = KeyValueCache(configuration, store: store)
    copy.length = count
    let whole = count / Self.positions
    copy.blocks = Array(blocks.prefix(whole))
    copy.places = Array(places.prefix(whole))
    if count % Self.positions > 0 {
      copy.addBlock()
      copy.places[whole].update(from: places[whole], count: blockSize)
    }
    return copy
  }

  /// Makes room for `count` positions more.
  func reserve(_ count: Int) {
    while blocks.count * Self.positions < length + count { addBlock() }
  }

  /// Counts the positions that `attend` has filled in every layer.
  func advance(by count: Int) {
    length += count
  }

  /// Stores the keys and values of new tokens, and lets queries attend to all that they see.
  ///
  /// - Parameters:
  ///   - inputs: the queries, and among others the keys and values of the new tokens.
  ///   - groups: which of the heads that answer, and those that ask them.
  ///   - row: that of the first new token.
  ///   - count: how many there are.
  ///   - layer: whose they are.
  ///   - output: `[T, H, D]` of the queries.
  ///   - scratch: memory for scores.
  func attend(
    _ inputs: Attention<S>.Inputs, groups: Range<Int>, from row: Int, count: Int, layer: Int,
    output: UnsafeMutablePointer<S>, scratch: Scratch<S>
  ) {
    let (part, length) = (part, length)
    let (headDimension, queryWidth) = (configuration.headDimension, configuration.queryWidth)
    let (heads, keyWidth) = (configuration.headsPerGroup, configuration.keyValueWidth)
    let layerOffset = layer * configuration.keyValueHeadCount * 2 * part
    let (key, value) = (inputs.key + row * keyWidth, inputs.value + row * inputs.valueStride)
    let (queries, valueStride) = (inputs.query, inputs.valueStride)
    let memory = places.count * Self.positions
    let scores = scratch.scores.reserve(2 * memory)
    // Only numbers and addresses are looked at within: anything that is counted as held would be
    // counted again for every query of every head.
    places.withUnsafeBufferPointer { places in
      inputs.seen.withUnsafeBufferPointer { seen in
        guard let base = places.baseAddress else { return }
        let reader = CachedAttention(
          places: base, headDimension: headDimension, scores: scores, memory: memory)
        let asked = groups.lowerBound * heads..<groups.upperBound * heads
        for group in groups {
          let offset = layerOffset + group * 2 * part
          for place in 0..<count {
            let position = length + place
            Self.store(
              key: key + place * keyWidth + group * headDimension,
              value: value + place * valueStride + group * headDimension, count: headDimension,
              at: position % Self.positions, of: base[position / Self.positions] + offset)
          }
        }
        for query in seen.indices {
          func asking(_ head: Int) -> CachedAttention<S>.Head {
            let at = query * queryWidth + head * headDimension
            return CachedAttention.Head(
              query: queries + at, output: output + at,
              offset: layerOffset + head / heads * 2 * part)
          }
          for head in stride(from: asked.lowerBound, to: asked.upperBound, by: 2) {
            let next = head + 1 < asked.upperBound ? asking(head + 1) : nil
            reader.attend(asking(head), next, seen: seen[query])
          }
        }
      }
    }
  }

  @inline(__always)
  private static func store(
    key: UnsafePointer<S>, value: UnsafePointer<S>, count: Int, at place: Int,
    of keys: UnsafeMutablePointer<S>
  ) {
    for j in 0..<count { keys[j * positions + place] = key[j] }
    (keys + positions * count + place * count).update(from: value, count: count)
  }

  private var blockSize: Int {
    configuration.layerCount * configuration.keyValueHeadCount * 2 * part
  }

  private func addBlock() {
    let block = store.take(blockSize)
    blocks.append(block)
    places.append(block.base)
  }
}
