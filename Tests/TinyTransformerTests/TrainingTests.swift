import Basics
import Testing

@testable import TinyTransformer

private let configuration = TransformerConfiguration(
  vocabularySize: 33, hiddenSize: 24, intermediateSize: 40, layerCount: 2, headCount: 4,
  keyValueHeadCount: 2, headDimension: 8, maximumPositions: 128, previousTokenEmbedding: true)

/// Sequences of 2 to 61 tokens, enough for several pieces.
private func batch(_ count: Int = 40) -> [TokenSequence] {
  var random = SplitMix64(seed: 12)
  return (0..<count).map { _ in
    let length = 2 + Int(random.next() % 60)
    return TokenSequence(tokens: (0..<length).map { _ in Int32(random.next() % 33) })
  }
}

@Test func `gradients are equal bit for bit for any number of threads`() throws {
  let parameters = try Parameters(configuration, seed: 1)
  #expect(Piece.divide(batch()).count > 3)
  var results: [(gradients: [Float], report: GradientReport)] = []
  for threads in [1, 2, 5] {
    let model = Transformer(parameters, pool: WorkerPool(threads: threads))
    let report = try model.accumulateGradients(of: batch(), temperature: 0.9) { prediction in
      TokenGradient(loss: -prediction.logProbability, slope: -1, entropySlope: 0.01)
    }
    results.append((model.gradients, report))
  }
  for result in results.dropFirst() {
    #expect(result.gradients == results[0].gradients)
    #expect(result.report == results[0].report)
  }
}

@Test func `gradients add up over calls until they are zeroed`() throws {
  let model = Transformer(try Parameters(configuration, seed: 1), pool: WorkerPool(threads: 1))
  func accumulate() throws {
    _ = try model.accumulateGradients(of: batch(3)) {
      TokenGradient(loss: -$0.logProbability, slope: -1)
    }
  }
  try accumulate()
  let once = model.gradients
  try accumulate()
  for (twice, once) in zip(model.gradients, once) { #expect(twice == 2 * once) }
  model.zeroGradients()
  #expect(model.gradients.allSatisfy { $0 == 0 })
}

@Test func `log-probabilities with and without gradients, and from logits, are the same`() throws {
  let model = Transformer(try Parameters(configuration, seed: 1), pool: WorkerPool(threads: 2))
  var sequences = batch(10)
  sequences[3].wanted = [1]
  sequences[4].wanted = []
  let report = try model.accumulateGradients(of: sequences, temperature: 0.5) {
    TokenGradient(loss: $0.logProbability, slope: 0)
  }
  #expect(try model.logProbabilities(of: sequences, temperature: 0.5) == report.logProbabilities)
  #expect(report.logProbabilities.map(\.count) == sequences.map(\.wanted.count))
  #expect(model.gradients.allSatisfy { $0 == 0 })
  let sum = report.logProbabilities.joined().reduce(0) { $0 + Double($1) }
  #expect(abs(report.loss - sum) < 1e-3)
  for (sequence, logProbabilities) in zip(sequences, report.logProbabilities) {
    let logits = try model.logits(of: sequence.tokens)
    for (position, logProbability) in zip(sequence.wanted, logProbabilities) {
      var row = logits[position - 1]
      LogSoftmax.normalise(&row, count: row.count, temperature: 0.5)
      #expect(abs(row[Int(sequence.tokens[position])] - logProbability) < 1e-5)
    }
  }
}

@Test func `a token does not see what comes after it`() throws {
  let model = Transformer(try Parameters(configuration, seed: 1), pool: WorkerPool(threads: 1))
  let tokens = batch(1)[0].tokens + [1, 2, 3]
  let whole = try model.logits(of: tokens)
  let start = try model.logits(of: tokens.dropLast(2))
  #expect(Array(whole.dropLast(2)) == start)
}

@Test func `a model of no training is as surprised as chance, and its entropy is near ln V`() throws
{
  let model = Transformer(try Parameters(configuration, seed: 1), pool: WorkerPool(threads: 1))
  let report = try model.measure(batch(), temperature: 1)
  #expect(abs(report.entropy - 3.4965) < 0.1)
}

@Test(arguments: [false, true])
func `a small model learns a sentence by heart in a second`(muon: Bool) throws {
  let text = "the quick brown fox jumps over the lazy dog and then naps"
  let tokens = [0] + text.utf8.map { $0 == 32 ? Int32(27) : Int32($0) - 96 }
  let model = Transformer(try Parameters(configuration, seed: 2), pool: WorkerPool(threads: 1))
  var adam = AdamW(parameterCount: model.parameters.layout.count)
  var orthogonal = Muon(parameterCount: model.parameters.layout.count)
  let sequence = TokenSequence(tokens: tokens)
  for _ in 0..<120 {
    model.zeroGradients()
    _ = try model.accumulateGradients(of: [sequence]) {
      TokenGradient(loss: -$0.logProbability, slope: -1 / 57)
    }
    GradientClipping.clip(&model.gradients, to: 1)
    if muon {
      orthogonal.step(
        &model.parameters, gradients: model.gradients, learningRate: 0.015,
        adamLearningRate: 0.003, pool: model.pool)
    } else {
      adam.step(&model.parameters, gradients: model.gradients, learningRate: 0.004)
    }
  }
  let batch = GenerationBatch(model)
  let row = batch.addRow()
  try batch.append([(row, [0])])
  let written = try batch.generate([
    GenerationRequest(row: row, maximumTokens: text.utf8.count, seed: 0, options: .greedy)
  ])
  #expect(written[0].tokens == Array(tokens.dropFirst()))
}

@Test func `what cannot be computed is refused with a reason`() throws {
  let model = Transformer(try Parameters(configuration, seed: 1), pool: WorkerPool(threads: 1))
  #expect(throws: TransformerError.tokenOutOfRange(33, vocabularySize: 33)) {
    try model.logits(of: [1, 33])
  }
  #expect(throws: TransformerError.tokenOutOfRange(-1, vocabularySize: 33)) {
    try model.logits(of: [-1])
  }
  #expect(throws: TransformerError.sequenceTooLong(129, maximumPositions: 128)) {
    try model.logits(of: [Int32](repeating: 0, count: 129))
  }
  for position in [0, 3, -1] {
    #expect(throws: TransformerError.wantedPositionOutOfRange(position, tokenCount: 3)) {
      try model.logProbabilities(of: [TokenSequence(tokens: [1, 2, 3], wanted: [position])])
    }
  }
  #expect(try model.logProbabilities(of: []) == [])
  #expect(try model.logits(of: []) == [])
  var uneven = configuration
  uneven.keyValueHeadCount = 3
  #expect(throws: TransformerError.self) { try Parameters(uneven, seed: 0) }
  #expect(throws: TransformerError.parameterCount(1, expected: model.parameters.layout.count)) {
    try Parameters(configuration, values: [0])
  }
}

@Test func `pieces one after another give the gradient, to the bit, of all laid out as one`()
  throws
{
  let sequences = batch(12)
  let parameters = try Parameters(configuration, seed: 1)
  let order = PrefixOrder(sequences)
  let apart = PrefixOrder.cut(order.entries[...], tokens: 80)
  #expect(apart.count > 3)
  let inOrder: [Int] = apart.flatMap { piece in piece.map(\.sequence) }
  #expect(inOrder == order.entries.map(\.sequence))
  func passed(_ pieces: [Piece]) -> (gradients: [Float], result: Head<Float>.Result) {
    let weights = Weights(
      configuration, layout: parameters.layout, values: parameters.values,
      rotary: RotaryEmbedding(
        headDimension: configuration.headDimension, theta: configuration.ropeTheta,
        positions: configuration.maximumPositions),
      forTraining: true)
    let gradients = AlignedBuffer<Float>(parameters.layout.count)
    let result = TrainingPass(
      weights: weights, activations: Activations(layerCount: configuration.layerCount)
    ).run(pieces, temperature: 0.9, gradients: gradients.base) { _, said in
      Head<Float>.Slopes(loss: -said.logProbability, slope: -1, entropySlope: 0.1)
    }
    let values = UnsafeBufferPointer(start: gradients.base, count: parameters.layout.count)
    return (Array(values), result)
  }
  let one = passed([Piece(sequences, in: order.entries[...])])
  let several = passed(apart.map { Piece(sequences, in: $0) })
  #expect(several.gradients == one.gradients)
  #expect(one.gradients.contains { $0 != 0 })
  #expect(several.result.logProbabilities == one.result.logProbabilities)
  #expect(several.result.loss == one.result.loss)
}

@Test func `weights that are packed where earlier ones were are packed alike`() throws {
  let old = try Parameters(configuration, seed: 1)
  let new = try Parameters(configuration, seed: 2)
  func gradients(_ model: Transformer) throws -> [Float] {
    model.zeroGradients()
    _ = try model.accumulateGradients(of: batch(6)) {
      TokenGradient(loss: -$0.logProbability, slope: -1)
    }
    return model.gradients
  }
  let model = Transformer(old, pool: WorkerPool(threads: 1))
  let before = try gradients(model)
  // Forward alone, and then both ways, in the same memory.
  model.parameters = new
  _ = try model.logProbabilities(of: batch(6))
  let after = try gradients(model)
  let fresh = try gradients(Transformer(new, pool: WorkerPool(threads: 1)))
  #expect(after == fresh)
  #expect(after != before)
  // Who still computes with a snapshot keeps it as it is.
  let generation = GenerationBatch(model)
  let row = generation.addRow()
  try generation.append([(row, [1, 2, 3])])
  model.parameters = old
  let again = try gradients(model)
  #expect(again == before)
  let request = GenerationRequest(row: row, maximumTokens: 5, seed: 3)
  let other = GenerationBatch(Transformer(new, pool: WorkerPool(threads: 1)))
  let same = other.addRow()
  try other.append([(same, [1, 2, 3])])
  let kept = try generation.generate([request])
  let alike = try other.generate([GenerationRequest(row: same, maximumTokens: 5, seed: 3)])
  #expect(kept == alike)
}
