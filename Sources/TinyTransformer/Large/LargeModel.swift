import Basics
import CKernels

/// A decoder as large as the checkpoints of the trade: its weights are packed once, straight from the
/// files, all threads work on each operation together, and gradients go to one buffer.
///
/// What is trained is either adapters or everything. It belongs to one thread at a time, and its
/// results do not depend on how many it spreads its work over.
package final class LargeModel {
  /// What learns.
  package enum Training: Sendable, Equatable {
    case nothing
    case adapters(AdapterOptions, seed: UInt64)
    case everything
  }

  package let configuration: TransformerConfiguration
  package let training: Training
  private let source: FolderParameters
  private let team: Team
  private let rotary: RotaryEmbedding<Float>
  /// Nil only while they are packed anew.
  private var packed: Weights<Float>?
  /// Those that are sampled from, from a step until the new ones are published.
  private var published: Weights<Float>?
  private var activations: Activations<Float>?
  /// All weights as they are trained, laid out as the parameters; empty unless everything is.
  private var values: [Float] = []
  package private(set) var adapters: Adapters?
  /// Of all weights, or of the adapters.
  package var gradients: [Float] = []
  /// Where the gradients of vectors go that are not trained.
  private var unused: SparseBuffer<Float>?

  /// Tokens whose activations are kept at once; a gradient does not depend on the threads, but it
  /// does on this.
  ///
  /// What rows have in common is read once in each piece, and with example turns that is most of
  /// them: a model of 135 million weights takes 1 MB a token, so this is 1 GB, and half of that
  /// beside the gradients and moments of all weights.
  private var pieceTokens: Int { training == .everything ? 512 : 1024 }

  /// Opens the weights of a folder.
  ///
  /// - Parameters:
  ///   - configuration: the shape that its `config.json` gives.
  ///   - folder: where its files are.
  ///   - training: what learns.
  ///   - pool: the threads.
  /// - Throws: `ModelFileError` or `ModelFileProblem`.
  init(
    _ configuration: TransformerConfiguration, _ folder: WeightFolder, training: Training,
    pool: WorkerPool
  ) throws {
    self.configuration = configuration
    self.training = training
    source = try FolderParameters(configuration, folder)
    try source.requireFinite(pool)
    team = Team(pool)
    rotary = RotaryEmbedding(
      headDimension: configuration.headDimension, theta: configuration.ropeTheta,
      positions: configuration.maximumPositions, scaling: configuration.ropeScaling)
    packed = Weights(configuration, source: source, rotary: rotary, pool: pool)
    switch training {
    case .nothing: break
    case .adapters(let options, let seed):
      let adapters = Adapters(options, configuration, seed: seed)
      gradients = [Float](repeating: 0, count: adapters.values.count)
      self.adapters = adapters
    case .everything:
      let (source, count) = (source, source.layout.count)
      values = [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
        if let base = buffer.baseAddress { source.read(0..<count, into: base) }
        initialised = count
      }
      gradients = [Float](repeating: 0, count: count)
    }
    source.forget()
  }

  private var weights: Weights<Float> {
    packed ?? Weights(configuration, source: source, rotary: rotary, pool: team.pool)
  }

  /// How many numbers are trained.
  package var trainedCount: Int { gradients.count }

  // MARK: - Reading

  /// Rows that are continued with the weights that were last published.
  package func generation() -> GenerationBatch { GenerationBatch(published ?? weights, team: team) }

  /// Makes the weights as they are now those that rows are continued with.
  package func publish() { published = nil }

  /// Logits after each token, `[T][V]`.
  ///
  /// - Throws: `TransformerError` if there are too many tokens or one is out of range.
  package func logits(of tokens: [Int32]) throws(TransformerError) -> [[Float]] {
    try configuration.check(tokens)
    var piece = Piece()
    piece.append(inputs: tokens[...], wanting: tokens.count)
    let activations = Activations<Float>(
      layerCount: configuration.layerCount, keeping: false, team: team)
    var result: [[Float]] = []
    let weights = weights
    team.lead {
      Decoder(weights: weights, activations: activations).forward(piece)
      let head = Head(weights: weights, activations: activations, temperature: 1)
      let logits = head.computeLogits(head.normalise(tokens.count), rows: tokens.count)
      let width = configuration.vocabularySize
      result = tokens.indices.map {
        Array(UnsafeBufferPointer(start: logits + $0 * width, count: width))
      }
    }
    return result
  }

  /// Log-probabilities and entropies of the wanted tokens, without gradients.
  ///
  /// - Parameters:
  ///   - sequences: of any lengths.
  ///   - temperature: divides the logits.
  ///   - ofBase: whether the weights are those of the folder, without what was learnt since.
  /// - Returns: a report whose loss is 0.
  /// - Throws: `TransformerError` if a token or a position is out of range.
  package func measure(
    _ sequences: [TokenSequence], temperature: Float = 1, ofBase: Bool = false
  ) throws(TransformerError) -> GradientReport {
    for sequence in sequences { try configuration.check(sequence) }
    let weights =
      ofBase && training != .nothing
      ? Weights(configuration, source: source, rotary: rotary, pool: team.pool) : weights
    let pieces = Piece.divide(sequences, tokens: pieceTokens)
    let results = Slots<Head<Float>.Result>(pieces.count)
    let activations = Activations<Float>(
      layerCount: configuration.layerCount, keeping: false, team: team)
    team.lead {
      for (index, piece) in pieces.enumerated() {
        Decoder(weights: weights, activations: activations).forward(piece)
        var result = Head<Float>.Result()
        Head(weights: weights, activations: activations, temperature: temperature)
          .forward(piece, into: &result)
        results[index] = result
      }
    }
    return GradientReport(sequences, pieces.map { [$0] }, results)
  }

  // MARK: - Learning

  /// Adds the gradient of a sum over wanted tokens to `gradients`, as `Transformer` does.
  ///
  /// - Throws: `TransformerError` if a token or a position is out of range; nothing has changed then.
  package func accumulateGradients(
    of sequences: [TokenSequence], temperature: Float = 1,
    objective: @Sendable (TokenPrediction) -> TokenGradient
  ) throws(TransformerError) -> GradientReport {
    for sequence in sequences { try configuration.check(sequence) }
    let (pieces, weights) = (Piece.divide(sequences, tokens: pieceTokens), weights)
    let results = Slots<Head<Float>.Result>(pieces.count)
    let activations =
      activations ?? Activations(layerCount: configuration.layerCount, team: team)
    self.activations = activations
    withGradients(activations) { gradients in
      team.lead {
        for (index, piece) in pieces.enumerated() {
          results[index] = TrainingPass(weights: weights, activations: activations).run(
            [piece], temperature: temperature, gradients: gradients
          ) { prediction, said in
            let gradient = objective(
              TokenPrediction(
                sequence: prediction.sequence, wantedIndex: prediction.wantedIndex,
                logProbability: said.logProbability, entropy: said.entropy))
            return Head<Float>.Slopes(
              loss: gradient.loss, slope: gradient.slope, entropySlope: gradient.entropySlope)
          }
        }
      }
    }
    return GradientReport(sequences, pieces.map { [$0] }, results)
  }

  /// Where gradients of weights go: into their buffer, or through the adapters into theirs.
  private func withGradients(
    _ activations: Activations<Float>, _ body: (UnsafeMutablePointer<Float>) -> Void
  ) {
    gradients.withUnsafeMutableBufferPointer { gradients in
      guard let base = gradients.baseAddress else { return }
      guard let adapters else { return body(base) }
      let sink = unused ?? SparseBuffer<Float>(source.layout.count)
      unused = sink
      adapters.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress, let sink else { return }
        activations.adapters = AdapterPass(adapters.layout, values: values, gradients: base)
        body(sink.base)
        activations.adapters = nil
      }
    }
  }

  /// Lets go of what reading kept, before an update needs the memory: the keys and values of a
  /// gigabyte of conversations are in pieces that the C library would keep for more of them.
  package func endReading() { kolb_give_free_memory_back() }

  package func zeroGradients() {
    gradients.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Moves what is trained by an optimizer, and computes with it from now on.
  package func step(_ optimizer: inout AdamW, learningRate: Float) {
    activations = nil
    published = published ?? packed
    if var adapters {
      self.adapters = nil
      optimizer.step(&adapters.values, gradients: gradients, learningRate: learningRate)
      self.adapters = adapters
    } else {
      let layout = source.layout
      optimizer.step(
        &values, gradients: gradients, learningRate: learningRate, pool: team.pool
      ) { layout.entries[layout.index(at: $0)].role == .norm ? 0 : 1 }
    }
    repack()
  }

  private func repack() {
    // The old weights are given back first, unless a batch still goes on from them.
    packed = nil
    if let adapters {
      let source = AdaptedParameters(base: source, adapters: adapters)
      packed = Weights(configuration, source: source, rotary: rotary, pool: team.pool)
    } else {
      values.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        packed = Weights(
          configuration, source: FlatParameters(base: base), rotary: rotary, pool: team.pool)
      }
    }
    source.forget()
  }
}

/// Weights that lie in memory as the layout has them.
private struct FlatParameters: ParameterSource, @unchecked Sendable {
  // Unchecked: whoever makes it keeps the memory as it is for as long as it is read.
  let base: UnsafePointer<Float>

  func read(_ range: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    target.update(from: base + range.lowerBound, count: range.count)
  }
}

// MARK: - What was learnt

extension LargeModel {
  var parameterLayout: ParameterLayout { source.layout }

  /// All weights, where everything is trained.
  var trainedTensors: Safetensors {
    Safetensors(
      tensors: source.layout.entries.filter { $0.range.upperBound <= values.count }.map { entry in
        Safetensors.Tensor(
          name: entry.name, shape: entry.shape, values: Array(values[entry.range]))
      })
  }

  /// All weights, with what was learnt.
  var mergedTensors: Safetensors {
    guard training != .everything else { return trainedTensors }
    let whole: any ParameterSource =
      adapters.map { AdaptedParameters(base: source, adapters: $0) } ?? source
    defer { source.forget() }
    return Safetensors(
      tensors: source.layout.entries.map { entry in
        let values = [Float](unsafeUninitializedCapacity: entry.range.count) { buffer, count in
          if let base = buffer.baseAddress { whole.read(entry.range, into: base) }
          count = entry.range.count
        }
        return Safetensors.Tensor(name: entry.name, shape: entry.shape, values: values)
      })
  }

  /// Over the bits of what is trained.
  package var trainedDigest: String {
    var hash = FNV1a()
    for value in adapters?.values ?? values { hash.add(UInt64(value.bitPattern)) }
    return hash.hexadecimal
  }

  /// Puts other numbers in the place of those that are trained.
  func take(_ trained: [Float]) {
    if adapters == nil { values = trained } else { adapters?.values = trained }
    repack()
  }

  /// Moves adapters away from where they begin, where the gradient of half of them is zero.
  package func perturbAdapters() {
    let steps = gradients.indices.map { Float(($0 &* 7919) % 201 - 100) / 100 }
    moveAdapters(along: steps, by: 0.01)
  }

  /// Adds a multiple of a direction to the adapters.
  package func moveAdapters(along direction: [Float], by step: Float) {
    guard var adapters else { return }
    self.adapters = nil
    for index in adapters.values.indices { adapters.values[index] += step * direction[index] }
    self.adapters = adapters
    repack()
  }
}
