/// What is known of one row: what it has read, and what it still has to.
final class RowState {
  let cache: KeyValueCache<Float>
  /// All tokens of the row; those beyond the cache's length are still to be read.
  private(set) var tokens: [Int32] = []

  var length: Int { tokens.count }
  var pending: ArraySlice<Int32> { tokens[cache.length...] }
  var pendingCount: Int { tokens.count - cache.length }
  /// The last token in the cache, -1 if there is none.
  var last: Int32 { cache.length > 0 ? tokens[cache.length - 1] : -1 }

  init(cache: KeyValueCache<Float>) {
    self.cache = cache
  }

  /// The first `count` tokens, which go on independently; the last of them is still to be read, so
  /// that what comes after it can be asked.
  func copy(of count: Int) -> RowState {
    let copy = RowState(cache: cache.copy(of: min(max(count - 1, 0), cache.length)))
    copy.tokens = Array(tokens.prefix(count))
    return copy
  }

  func append(_ more: some Sequence<Int32>) {
    tokens.append(contentsOf: more)
  }
}

/// One row's turn at generating.
final class Turn {
  let state: RowState
  private(set) var result = Generation()
  private(set) var isOver: Bool

  private var sampler: TokenSampler
  private let maximumTokens: Int
  private let stop: Set<Int32>
  private let limit: Int

  /// - `limit`: how long a row can become.
  init(_ request: GenerationRequest, _ state: RowState, limit: Int) {
    self.state = state
    self.limit = limit
    sampler = TokenSampler(options: request.options, seed: request.seed)
    maximumTokens = request.maximumTokens
    stop = request.stop
    isOver = maximumTokens < 1
    if state.length >= limit {
      isOver = true
      result.stopReason = .positionsUsedUp
    }
  }

  /// Draws the next token from a row of logits, which is overwritten.
  func draw(_ logits: UnsafeMutablePointer<Float>, count: Int) {
    let draw = sampler.draw(logits, count: count)
    result.tokens.append(draw.token)
    result.logProbabilities.append(draw.logProbability)
    state.append(CollectionOfOne(draw.token))
    if stop.contains(draw.token) {
      end(.stopToken)
    } else if result.tokens.count >= maximumTokens {
      end(.maximumTokens)
    } else if state.length >= limit {
      end(.positionsUsedUp)
    }
  }

  private func end(_ reason: Generation.StopReason) {
    isOver = true
    result.stopReason = reason
  }
}
