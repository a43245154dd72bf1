/// A decoder language model that can be trained and sampled from.
///
/// It belongs to one thread at a time and spreads its work over the threads of a pool. Its results
/// do not depend on how many there are, bit for bit.
package final class Transformer {
  package let configuration: TransformerConfiguration
  package var parameters: Parameters {
    didSet { isSnapshotCurrent = false }
  }
  /// Laid out as the parameters.
  package var gradients: [Float]
  package var pool: WorkerPool {
    didSet { workers = [] }
  }

  private let rotary: RotaryEmbedding<Float>
  /// Memory of the caches of rows that are continued.
  let blocks = BlockStore<Float>()

  /// The parameters packed for products; of an earlier step once they have changed.
  private var snapshot: Weights<Float>?
  private var isSnapshotCurrent = false
  private var workers: [Activations<Float>] = []
  private var shareGradients: [AlignedBuffer<Float>] = []

  package init(_ parameters: Parameters, pool: WorkerPool = WorkerPool()) {
    configuration = parameters.configuration
    self.parameters = parameters
    self.pool = pool
    gradients = [Float](repeating: 0, count: parameters.layout.count)
    rotary = RotaryEmbedding(
      headDimension: configuration.headDimension, theta: configuration.ropeTheta,
      positions: configuration.maximumPositions, scaling: configuration.ropeScaling)
  }

  package func zeroGradients() {
    gradients.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Adds the gradient of a sum over wanted tokens to `gradients`.
  ///
  /// - `sequences`: of any lengths; nothing is padded.
  /// - `temperature`: log-probabilities are those of `softmax(logits / temperature)`.
  /// - `objective`: what each wanted token adds to the loss. It is called once for each, on several
  ///   threads at a time. Cross-entropy is `loss: -logProbability, slope: -1`.
  /// - Throws: `TransformerError` if a token or a position is out of range; nothing has changed then.
  package func accumulateGradients(
    of sequences: [TokenSequence], temperature: Float = 1,
    objective: @Sendable (TokenPrediction) -> TokenGradient
  ) throws(TransformerError) -> GradientReport {
    for sequence in sequences { try configuration.check(sequence) }
    let shares = Piece.divide(sequences)
    let weights = weights(forTraining: true)
    prepareWorkers()
    while shareGradients.count < shares.count {
      shareGradients.append(AlignedBuffer(parameters.layout.count))
    }
    let results = Slots<Head<Float>.Result>(shares.count)
    nonisolated(unsafe) let (workers, shareGradients) = (workers, shareGradients)
    pool.run(shares.count) { index, worker in
      results[index] = TrainingPass(weights: weights, activations: workers[worker]).run(
        shares[index], temperature: temperature,
        gradients: shareGradients[index].zeros(weights.layout.count)
      ) { prediction, said in
        let gradient = objective(
          TokenPrediction(
            sequence: prediction.sequence, wantedIndex: prediction.wantedIndex,
            logProbability: said.logProbability, entropy: said.entropy))
        return Head<Float>.Slopes(
          loss: gradient.loss, slope: gradient.slope, entropySlope: gradient.entropySlope)
      }
    }
    addUp(shares.count)
    return GradientReport(sequences, shares, results)
  }

  /// Log-probabilities of the wanted tokens of each sequence, in nats.
  ///
  /// - Throws: `TransformerError` if a token or a position is out of range.
  package func logProbabilities(
    of sequences: [TokenSequence], temperature: Float = 1
  ) throws(TransformerError) -> [[Float]] {
    try measure(sequences, temperature: temperature).logProbabilities
  }

  /// Log-probabilities and mean entropy without gradients; the loss of the report is 0.
  ///
  /// - Throws: `TransformerError` if a token or a position is out of range.
  package func measure(
    _ sequences: [TokenSequence], temperature: Float = 1
  ) throws(TransformerError) -> GradientReport {
    for sequence in sequences { try configuration.check(sequence) }
    let shares = Piece.divide(sequences)
    let weights = weights(forTraining: false)
    prepareWorkers()
    let results = Slots<Head<Float>.Result>(shares.count)
    nonisolated(unsafe) let workers = workers
    pool.run(shares.count) { index, worker in
      let decoder = Decoder(weights: weights, activations: workers[worker])
      let head = Head(
        weights: weights, activations: workers[worker], temperature: temperature)
      var result = Head<Float>.Result()
      for piece in shares[index] {
        decoder.forward(piece)
        head.forward(piece, into: &result)
      }
      results[index] = result
    }
    return GradientReport(sequences, shares, results)
  }

  /// Logits after each token, `[T][V]`.
  ///
  /// - Throws: `TransformerError` if there are too many tokens or one is out of range.
  package func logits(of tokens: [Int32]) throws(TransformerError) -> [[Float]] {
    try configuration.check(TokenSequence(tokens: tokens, wanted: []))
    guard !tokens.isEmpty else { return [] }
    let weights = weights(forTraining: false)
    prepareWorkers()
    var piece = Piece()
    piece.append(inputs: tokens[...], wanting: tokens.count)
    Decoder(weights: weights, activations: workers[0]).forward(piece)
    let head = Head(weights: weights, activations: workers[0], temperature: 1)
    let logits = head.computeLogits(head.normalise(tokens.count), rows: tokens.count)
    let width = configuration.vocabularySize
    return tokens.indices.map {
      Array(UnsafeBufferPointer(start: logits + $0 * width, count: width))
    }
  }

  /// The parameters as they are now, packed for products.
  func weights(forTraining: Bool) -> Weights<Float> {
    if let snapshot, isSnapshotCurrent, !forTraining || snapshot.backward != nil {
      return snapshot
    }
    // The memory of a snapshot that nobody computes with any more serves the next one.
    let old = isKnownUniquelyReferenced(&snapshot) ? snapshot : nil
    snapshot = nil
    let weights = Weights(
      configuration, layout: parameters.layout, values: parameters.values, rotary: rotary,
      forTraining: forTraining, inMemoryOf: old)
    snapshot = weights
    isSnapshotCurrent = true
    return weights
  }

  private func prepareWorkers() {
    while workers.count < pool.threadCount {
      workers.append(Activations(layerCount: configuration.layerCount))
    }
  }

  /// Sums the gradients of the shares, in their order whatever the number of threads.
  private func addUp(_ shares: Int) {
    let count = gradients.count
    let length = 1 << 16
    gradients.withUnsafeMutableBufferPointer { gradients in
      guard let start = gradients.baseAddress else { return }
      nonisolated(unsafe) let (base, shareGradients) = (start, shareGradients)
      pool.run((count + length - 1) / length) { index, _ in
        let first = index * length
        for share in 0..<shares {
          (base + first).accumulate(
            shareGradients[share].base + first, count: min(length, count - first))
        }
      }
    }
  }
}

extension TransformerConfiguration {
  /// Throws unless this sequence can be read, and what is wanted of it is there.
  func check(_ sequence: TokenSequence) throws(TransformerError) {
    try check(sequence.tokens)
    let count = sequence.tokens.count
    for position in sequence.wanted where position < 1 || position >= count {
      throw .wantedPositionOutOfRange(position, tokenCount: count)
    }
  }

  /// Throws unless these tokens can be read in one go.
  func check(_ tokens: [Int32], after count: Int = 0) throws(TransformerError) {
    guard count + tokens.count <= maximumPositions else {
      throw .sequenceTooLong(count + tokens.count, maximumPositions: maximumPositions)
    }
    for token in tokens where !(0..<vocabularySize ~= Int(token)) {
      throw .tokenOutOfRange(token, vocabularySize: vocabularySize)
    }
  }
}

extension GradientReport {
  /// What the shares of a batch came to.
  init(
    _ sequences: [TokenSequence], _ shares: [[Piece]], _ results: Slots<Head<Float>.Result>
  ) {
    self.init(
      loss: 0, logProbabilities: sequences.map { [Float](repeating: 0, count: $0.wanted.count) },
      entropies: [Double](repeating: 0, count: sequences.count))
    for (index, share) in shares.enumerated() {
      guard let result = results[index] else { continue }
      loss += result.loss
      for (place, prediction) in share.lazy.flatMap(\.predictions).enumerated() {
        logProbabilities[prediction.sequence][prediction.wantedIndex] =
          result.logProbabilities[place]
        entropies[prediction.sequence] += Double(result.entropies[place])
      }
    }
  }
}
