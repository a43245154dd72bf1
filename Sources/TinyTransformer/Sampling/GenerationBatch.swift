/// Rows of tokens that are continued together, from one snapshot of a model's parameters.
///
/// A row can be extended again and again, by text from outside and by generation in turn, and be
/// forked, so that a prompt is read once for all its rollouts. What a row generates depends on its
/// tokens, its seed and its options alone, not on the other rows nor on the number of threads.
package final class GenerationBatch {
  /// Names a row of one batch.
  package struct Row: Hashable, Sendable {
    fileprivate let id: Int
  }

  /// Rows that a thread continues at once: enough to fill the tiles of a product, few enough for
  /// their activations to stay in the cache.
  private static let width = 64
  /// Rows that are read at once.
  private static let together = 16
  /// Tokens of one row that are read at once.
  private let chunk: Int
  /// Tokens of all rows that a thread reads at once, if a row has no more.
  private static let most = 256

  private let weights: Weights<Float>
  private let pool: WorkerPool
  private let blocks: BlockStore<Float>
  private var rows: [Int: RowState] = [:]
  private var nextID = 0
  /// How many given tokens rows were extended by, without those that were only shared.
  package private(set) var tokensGiven = 0
  private var workers: [Activations<Float>]
  /// Who does each operation together; nil where each thread continues rows of its own.
  private let team: Team?

  /// A batch that goes on with the parameters as they are now, even if training moves them.
  package init(_ model: Transformer) {
    weights = model.weights(forTraining: false)
    pool = model.pool
    blocks = model.blocks
    team = nil
    chunk = 64
    let layerCount = model.configuration.layerCount
    workers = (0..<pool.threadCount).map { _ in
      Activations(layerCount: layerCount, keeping: false)
    }
  }

  /// A batch of a large model, whose weights are read once for all rows instead of once a thread.
  init(_ weights: Weights<Float>, team: Team) {
    self.weights = weights
    self.team = team
    pool = team.pool
    blocks = BlockStore()
    chunk = 256
    workers = [
      Activations(layerCount: weights.configuration.layerCount, keeping: false, team: team)
    ]
  }

  /// An empty row.
  package func addRow() -> Row {
    insert(RowState(cache: KeyValueCache(weights.configuration, store: blocks)))
  }

  /// A row with the same tokens, which goes its own way from here.
  ///
  /// - Parameters:
  ///   - row: the row that it begins like.
  ///   - count: how many of its tokens; all if nil.
  /// - Returns: the new row.
  /// - Throws: `TransformerError.unknownRow`.
  package func fork(_ row: Row, keeping count: Int? = nil) throws(TransformerError) -> Row {
    let state = try state(row)
    return insert(state.copy(of: count.map { min($0, state.length) } ?? state.length))
  }

  /// Forgets a row and frees its memory.
  package func remove(_ row: Row) {
    rows[row.id] = nil
  }

  /// How many tokens a row has, given and generated.
  ///
  /// - Throws: `TransformerError.unknownRow`.
  package func length(of row: Row) throws(TransformerError) -> Int {
    try state(row).length
  }

  /// Extends rows by given tokens, and reads them.
  ///
  /// Rows that have come to the same tokens are read once, and share what was read.
  ///
  /// - Parameters:
  ///   - extensions: rows, and the tokens that they go on with.
  ///   - waits: whether a row that no other is like is read when it goes on: together with what is
  ///     asked then, in one pass. Whoever forks it before that reads it again.
  /// - Throws: `TransformerError` if a row is unknown or named twice, a token out of range or a row
  ///   too long; nothing has changed then.
  package func append(
    _ extensions: [(row: Row, tokens: [Int32])], waits: Bool = false
  ) throws(TransformerError) {
    try check(extensions.map(\.row))
    for (row, tokens) in extensions {
      try weights.configuration.check(tokens, after: state(row).length)
    }
    var first: [[Int32]: RowState] = [:]
    var (states, twins): ([RowState], [(row: Row, of: RowState)]) = ([], [])
    for (row, tokens) in extensions {
      let state = try state(row)
      state.append(tokens)
      if let twin = first[state.tokens], twin.cache.length == state.cache.length {
        twins.append((row, twin))
      } else {
        first[state.tokens] = state
        states.append(state)
        tokensGiven += tokens.count
      }
    }
    let shared = Set(twins.map { ObjectIdentifier($0.of) })
    let unread =
      waits && team == nil ? states.filter { shared.contains(ObjectIdentifier($0)) } : states
    // The last token waits until it is known whether anyone asks what comes after it.
    if let team {
      team.lead {
        for first in stride(from: 0, to: states.count, by: Self.together) {
          readPending(Array(states.dropFirst(first).prefix(Self.together)), workers[0])
        }
      }
    } else {
      forEachInParallel(unread) { states, activations in self.readPending(states, activations) }
    }
    for (row, twin) in twins { rows[row.id] = twin.copy(of: twin.length) }
  }

  /// Continues rows until each has stopped; its tokens are then part of the row.
  ///
  /// - Returns: in the order of the requests.
  /// - Throws: `TransformerError` if a row is unknown, named twice or empty.
  package func generate(
    _ requests: [GenerationRequest]
  ) throws(TransformerError) -> [Generation] {
    try check(requests.map(\.row))
    var turns: [Turn] = []
    for request in requests {
      let state = try state(request.row)
      guard state.length > 0 else { throw .emptyRow }
      turns.append(Turn(request, state, limit: weights.configuration.maximumPositions))
    }
    if let team {
      team.lead { generate(turns, on: team) }
      return turns.map(\.result)
    }
    let waiting = Monitor(turns[...])
    let threads = pool.width
    let share = max(1, min(Self.width, (turns.count + threads - 1) / threads))
    nonisolated(unsafe) let (batch, workers) = (self, workers)
    pool.run(threads) { _, worker in
      var active: [Turn] = []
      while true {
        active.removeAll { $0.isOver }
        active += waiting.withLock { waiting in
          let taken = waiting.prefix(share - active.count)
          waiting = waiting.dropFirst(taken.count)
          return taken
        }.filter { !$0.isOver }
        if active.isEmpty && waiting.withLock({ $0.isEmpty }) { return }
        for turns in batch.parts(of: active) { batch.step(turns, workers[worker]) }
      }
    }
    return turns.map(\.result)
  }

  /// Continues rows with all threads at once, as many as fit together.
  private func generate(_ turns: [Turn], on team: Team) {
    var (active, waiting) = ([Turn](), turns[...])
    while true {
      active.removeAll { $0.isOver }
      let taken = waiting.prefix(Self.width - active.count)
      waiting = waiting.dropFirst(taken.count)
      active += taken.filter { !$0.isOver }
      if active.isEmpty {
        if waiting.isEmpty { return }
        continue
      }
      step(active[...], workers[0])
    }
  }

  /// Turns whose unread tokens are few enough for their activations to stay in the cache.
  private func parts(of turns: [Turn]) -> [ArraySlice<Turn>] {
    var parts: [ArraySlice<Turn>] = []
    var (start, tokens) = (0, 0)
    for (index, turn) in turns.enumerated() {
      let count = min(chunk, turn.state.pendingCount)
      if tokens + count > Self.most, index > start {
        parts.append(turns[start..<index])
        (start, tokens) = (index, 0)
      }
      tokens += count
    }
    return parts + [turns[start...]]
  }

  /// Reads what each turn's row has not read yet, and draws the next token of those that are done.
  private func step(_ turns: ArraySlice<Turn>, _ activations: Activations<Float>) {
    guard !turns.isEmpty else { return }
    read(
      turns.map { ($0.state, min(chunk, $0.state.pendingCount)) }, activations, drawing: true)
    // One output of each row that has been read to its end.
    let drawing = turns.filter { $0.state.pendingCount == 0 }
    guard !drawing.isEmpty else { return }
    let head = Head(weights: weights, activations: activations, temperature: 1)
    let logits = head.computeLogits(head.normalise(drawing.count), rows: drawing.count)
    let vocabulary = weights.configuration.vocabularySize
    func draw(_ index: Int) { drawing[index].draw(logits + index * vocabulary, count: vocabulary) }
    if let team {
      team.run(drawing.count) { index, _ in draw(index) }
    } else {
      for index in drawing.indices { draw(index) }
    }
  }

  /// Sends the first pending tokens of rows through the network and into their caches.
  ///
  /// - `drawing`: whether it is asked what comes after rows that have nothing pending then.
  private func read(
    _ parts: [(state: RowState, count: Int)], _ activations: Activations<Float>, drawing: Bool
  ) {
    var piece = Piece()
    for (state, count) in parts {
      piece.append(
        inputs: state.pending.prefix(count), position: state.cache.length, after: state.last,
        wanting: drawing && count == state.pendingCount ? 1 : 0)
      state.cache.reserve(count)
    }
    Decoder(weights: weights, activations: activations, caches: parts.map(\.state.cache))
      .forward(piece)
    for (state, count) in parts { state.cache.advance(by: count) }
  }

  /// Reads what rows have pending, but for the last token of each.
  private func readPending(_ states: [RowState], _ activations: Activations<Float>) {
    while true {
      let unread = states.filter { $0.pending.count > 1 }
      if unread.isEmpty { return }
      read(unread.map { ($0, min(chunk, $0.pending.count - 1)) }, activations, drawing: false)
    }
  }

  private func forEachInParallel(
    _ states: [RowState], _ body: ([RowState], Activations<Float>) -> Void
  ) {
    let threads = pool.width
    let share = max(1, min(Self.together, (states.count + threads - 1) / threads))
    nonisolated(unsafe) let (states, workers, body) = (states, workers, body)
    pool.run((states.count + share - 1) / share) { index, worker in
      body(Array(states.dropFirst(index * share).prefix(share)), workers[worker])
    }
  }

  private func insert(_ state: RowState) -> Row {
    rows[nextID] = state
    nextID += 1
    return Row(id: nextID - 1)
  }

  private func state(_ row: Row) throws(TransformerError) -> RowState {
    guard let state = rows[row.id] else { throw .unknownRow }
    return state
  }

  private func check(_ rows: [Row]) throws(TransformerError) {
    guard Set(rows).count == rows.count else { throw .rowUsedTwice }
  }
}
