import Basics
import Foundation
import Testing

@testable import TinyTransformer

@Suite struct `A large model` {
  private static let llama = TransformerConfiguration(
    vocabularySize: 67, hiddenSize: 48, intermediateSize: 80, layerCount: 2, headCount: 6,
    keyValueHeadCount: 3, headDimension: 8, ropeTheta: 10_000, rmsNormEpsilon: 1e-5,
    maximumPositions: 640, normalisesHeads: false)
  private static let qwen: TransformerConfiguration = {
    var shape = llama
    (shape.normalisesHeads, shape.tiesEmbeddings) = (true, false)
    return shape
  }()
  private static let shapes = [llama, qwen]

  private static let sequences: [TokenSequence] = {
    var random = SplitMix64(seed: 5)
    let opening = (0..<40).map { _ in Int32(random.next() % 67) }
    return (0..<9).map { index in
      TokenSequence(tokens: opening + (0..<30 + 20 * index).map { _ in Int32(random.next() % 67) })
    }
  }()

  /// A folder with a model of random weights, written in one of the ways that there are.
  private static func folder(
    _ shape: TransformerConfiguration, _ element: TensorElement = .single, shards: Int = 1,
    in temporary: TemporaryFolder
  ) throws -> (folder: WeightFolder, parameters: Parameters) {
    let parameters = try Parameters(shape, seed: 3)
    let rounded = try RandomWeights.write(parameters, element, shards: shards, to: temporary.url)
    return (try WeightFolder(at: temporary.url), rounded)
  }

  @Test(arguments: shapes)
  func `says what the small one says`(_ shape: TransformerConfiguration) throws {
    let temporary = try TemporaryFolder()
    let (folder, parameters) = try Self.folder(shape, in: temporary)
    let large = try LargeModel(shape, folder, training: .nothing, pool: WorkerPool(threads: 3))
    let small = Transformer(parameters)
    let tokens = Self.sequences[4].tokens
    let (a, b) = (try large.logits(of: tokens), try small.logits(of: tokens))
    #expect(zip(a.joined(), b.joined()).allSatisfy { abs($0 - $1) < 1e-4 })
    let report = try large.measure(Self.sequences, temperature: 0.7)
    let expected = try small.measure(Self.sequences, temperature: 0.7)
    #expect(
      zip(report.logProbabilities.joined(), expected.logProbabilities.joined())
        .allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test(arguments: shapes)
  func `has the gradients of the small one`(_ shape: TransformerConfiguration) throws {
    let temporary = try TemporaryFolder()
    let (folder, parameters) = try Self.folder(shape, in: temporary)
    let large = try LargeModel(shape, folder, training: .everything, pool: WorkerPool(threads: 2))
    let small = Transformer(parameters)
    let loss: @Sendable (TokenPrediction) -> TokenGradient = {
      TokenGradient(loss: -$0.logProbability, slope: -1, entropySlope: 0.1)
    }
    let report = try large.accumulateGradients(of: Self.sequences, objective: loss)
    let expected = try small.accumulateGradients(of: Self.sequences, objective: loss)
    #expect(abs(report.loss - expected.loss) < 1e-3)
    #expect(abs(report.entropy - expected.entropy) < 1e-4)
    for entry in parameters.layout.entries {
      let error = Self.relativeError(large.gradients[entry.range], small.gradients[entry.range])
      #expect(error < 1e-4, "\(entry.name)")
    }
  }

  @Test func `has gradients of adapters that are those of finite differences`() throws {
    let temporary = try TemporaryFolder()
    let (folder, _) = try Self.folder(Self.llama, in: temporary)
    let large = try LargeModel(
      Self.llama, folder, training: .adapters(AdapterOptions(rank: 4, alpha: 8), seed: 1),
      pool: WorkerPool(threads: 2))
    large.perturbAdapters()
    let loss: @Sendable (TokenPrediction) -> TokenGradient = {
      TokenGradient(loss: -$0.logProbability, slope: -1)
    }
    _ = try large.accumulateGradients(of: Self.sequences, objective: loss)
    // Along a direction at random, in which all of them take part.
    var random = SplitMix64(seed: 9)
    let direction = large.gradients.map { _ in random.normal() }
    let slope = zip(large.gradients, direction).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    func moved(_ step: Float) throws -> Double {
      large.moveAdapters(along: direction, by: step)
      defer { large.moveAdapters(along: direction, by: -step) }
      return
        -(try large.measure(Self.sequences).logProbabilities.joined().reduce(0.0) {
          $0 + Double($1)
        })
    }
    let difference = (try moved(1e-3) - moved(-1e-3)) / 2e-3
    #expect(abs(difference - slope) < 0.01 * abs(slope), "\(difference) for \(slope)")
  }

  @Test(arguments: [LargeModel.Training.everything, .adapters(AdapterOptions(rank: 2), seed: 1)])
  func `learns the same to the bit with any number of threads`(_ training: LargeModel.Training)
    throws
  {
    let temporary = try TemporaryFolder()
    let (folder, _) = try Self.folder(Self.llama, in: temporary)
    let outcomes = try [1, 2, 5].map { threads in
      let model = try LargeModel(
        Self.llama, folder, training: training, pool: WorkerPool(threads: threads))
      var optimizer = AdamW(parameterCount: model.trainedCount)
      var losses: [Double] = []
      for _ in 0..<3 {
        model.zeroGradients()
        losses.append(
          try model.accumulateGradients(of: Self.sequences) {
            TokenGradient(loss: -$0.logProbability, slope: -1)
          }.loss)
        model.step(&optimizer, learningRate: 0.01)
      }
      model.publish()
      #expect(losses[2] < losses[0])
      let batch = model.generation()
      let row = batch.addRow()
      try batch.append([(row, Self.sequences[0].tokens)])
      let written = try batch.generate([
        GenerationRequest(row: row, maximumTokens: 40, seed: 1)
      ])
      return "\(losses) \(model.gradients.hashValue) \(written)"
    }
    #expect(Set(outcomes).count == 1)
  }

  @Test func `continues rows alone as it continues them together`() throws {
    let temporary = try TemporaryFolder()
    let (folder, _) = try Self.folder(Self.llama, in: temporary)
    let model = try LargeModel(
      Self.llama, folder, training: .nothing, pool: WorkerPool(threads: 2))
    func written(_ sequences: [TokenSequence]) throws -> [Generation] {
      let batch = model.generation()
      let rows = sequences.map { _ in batch.addRow() }
      try batch.append(zip(rows, sequences).map { ($0, $1.tokens) })
      return try batch.generate(
        rows.map { GenerationRequest(row: $0, maximumTokens: 30, stop: [5], seed: 7) })
    }
    let together = try written(Self.sequences)
    let alone = try Self.sequences.flatMap { try written([$0]) }
    #expect(together == alone)
  }

  // MARK: - Files

  @Test(arguments: [TensorElement.single, .brain, .half], [1, 3])
  func `reads every kind of number from one file or several`(
    _ element: TensorElement, _ shards: Int
  )
    throws
  {
    let temporary = try TemporaryFolder()
    let (folder, rounded) = try Self.folder(Self.qwen, element, shards: shards, in: temporary)
    let source = try FolderParameters(Self.qwen, folder)
    var values = [Float](repeating: 0, count: source.layout.count)
    let count = values.count
    values.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { source.read(0..<count, into: base) }
    }
    #expect(values == rounded.values)
  }

  @Test func `refuses an index that does not fit`() throws {
    let temporary = try TemporaryFolder()
    _ = try Self.folder(Self.llama, shards: 2, in: temporary)
    let index = temporary.url.appendingPathComponent(WeightFolder.index)
    for (text, words) in [
      (#"{"weight_map":{"a":"../../etc/passwd"}}"#, "only files of the same folder"),
      (#"{"weight_map":{"a":"model-1.safetensors"}}"#, "says that tensor 'a' is in"),
      (#"{"weight_map":{"a":"gone.safetensors"}}"#, "gone.safetensors"),
      (#"{"weight_map":[]}"#, "weight_map"),
    ] {
      try Data(text.utf8).write(to: index)
      #expect {
        try WeightFolder(at: temporary.url)
      } throws: { "\($0)".contains(words) }
    }
  }

  @Test func `refuses weights that are not finite by their tensor`() throws {
    let temporary = try TemporaryFolder()
    var parameters = try Parameters(Self.llama, seed: 3)
    parameters.values[parameters.layout.entries[5].offset + 7] = .nan
    _ = try RandomWeights.write(parameters, .single, shards: 1, to: temporary.url)
    #expect {
      try LargeModel(
        Self.llama, WeightFolder(at: temporary.url), training: .nothing,
        pool: WorkerPool(threads: 2))
    } throws: {
      "\($0)".contains(quoted(parameters.layout.entries[5].name)) && "\($0)".contains("element 7")
    }
  }

  private static func relativeError(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    let difference = zip(a, b).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (difference / max(b.reduce(0) { $0 + $1 * $1 }, 1e-20)).squareRoot()
  }
}
