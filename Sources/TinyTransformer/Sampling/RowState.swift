/// What is known of one row: what it has read, and what it still has to.
final class RowState {
  let cache: KeyValueCache<Float>
  /// Tokens of the row that are not in the cache yet.
  var pending: [Int32] = []
  /// The last token in the cache, -1 if there is none.
  private(set) var last: Int32 = -1

  var length: Int { cache.length + pending.count }

  init(cache: KeyValueCache<Float>) {
    self.cache = cache
  }

  func copy() -> RowState {
    let copy = RowState(cache: cache.copy())
    copy.pending = pending
    copy.last = last
    return copy
  }

  /// Notes that the first `count` pending tokens are in the cache now.
  func finishReading(_ count: Int) {
    guard count > 0 else { return }
    last = pending[count - 1]
    pending.removeFirst(count)
    cache.advance(by: count)
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
    state.pending.append(draw.token)
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
