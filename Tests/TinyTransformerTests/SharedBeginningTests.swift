import Basics
import Testing

@testable import TinyTransformer

private let configuration = TransformerConfiguration(
  vocabularySize: 30, hiddenSize: 24, intermediateSize: 40, layerCount: 3, headCount: 4,
  keyValueHeadCount: 2, headDimension: 10, maximumPositions: 160, previousTokenEmbedding: true)

private func model(threads: Int = 1) throws -> Transformer {
  Transformer(try Parameters(configuration, seed: 3), pool: WorkerPool(threads: threads))
}

private func tokens(_ count: Int, seed: UInt64) -> [Int32] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in Int32(random.next() % 30) }
}

/// A trunk of 40 tokens with three branches, one of which branches again; a stump, a twin, and one
/// that has nothing in common with them.
private let family: [TokenSequence] = {
  let trunk = tokens(40, seed: 1)
  let branch = trunk + [3] + tokens(30, seed: 2)
  return [
    TokenSequence(tokens: branch + [5, 6, 7], wanted: [40, 55, 72, 73]),
    TokenSequence(tokens: trunk + [4] + tokens(9, seed: 3)),
    TokenSequence(tokens: tokens(25, seed: 4), wanted: [1, 24]),
    TokenSequence(tokens: branch + [8, 6], wanted: [41, 70, 71, 72]),
    TokenSequence(tokens: Array(trunk.prefix(20)), wanted: [3, 19]),
    TokenSequence(tokens: trunk + [4] + tokens(9, seed: 3), wanted: [40, 45]),
    TokenSequence(tokens: branch + [9], wanted: []),
  ]
}()

/// A loss that tells sequences and places apart.
private func objective(_ prediction: TokenPrediction, of sequence: Int) -> TokenGradient {
  let weight = 1 + 0.1 * Float(sequence) - 0.03 * Float(prediction.wantedIndex)
  return TokenGradient(
    loss: -weight * prediction.logProbability, slope: -weight, entropySlope: 0.2)
}

@Suite struct `Sequences that begin alike` {
  @Test func `have the log-probabilities and the gradients that they have one by one`() throws {
    let together = try model()
    let report = try together.accumulateGradients(of: family, temperature: 0.8) {
      objective($0, of: $0.sequence)
    }
    let apart = try model()
    for (index, sequence) in family.enumerated() {
      let alone = try apart.accumulateGradients(of: [sequence], temperature: 0.8) {
        objective($0, of: index)
      }
      #expect(alone.logProbabilities[0] == report.logProbabilities[index], "sequence \(index)")
      #expect(alone.entropies[0] == report.entropies[index], "sequence \(index)")
    }
    let largest = apart.gradients.map(abs).max() ?? 0
    for (shared, single) in zip(together.gradients, apart.gradients) {
      #expect(abs(shared - single) < 1e-5 * largest)
    }
    #expect(largest > 1)
  }

  @Test func `are laid out as a tree`() {
    let shares = Piece.divide(family)
    #expect(shares.count == 1)
    // 40 of the trunk and 1 + 30 of the branch; 5, 6 and 8 after it; 4 and 8 more; 24 apart.
    let pieces = Array(shares.joined())
    let tokens = pieces.map(\.tokens.count).reduce(0, +)
    #expect(tokens == 71 + 2 + 1 + 9 + 24)
    let predictions = pieces.map(\.predictions.count).reduce(0, +)
    let wanted = family.map(\.wanted.count).reduce(0, +)
    #expect(predictions == wanted)
  }

  @Test func `give gradients that are equal bit for bit for any number of threads`() throws {
    let batch = (0..<24).flatMap { group in
      (0..<4).map { TokenSequence(tokens: tokens(35, seed: group) + tokens(20, seed: 99 + $0)) }
    }
    #expect(Piece.divide(batch).count > 3)
    var gradients: [[Float]] = []
    for threads in [1, 2, 5] {
      let model = try model(threads: threads)
      _ = try model.accumulateGradients(of: batch) {
        TokenGradient(loss: -$0.logProbability, slope: -1)
      }
      gradients.append(model.gradients)
    }
    #expect(gradients[1] == gradients[0] && gradients[2] == gradients[0])
  }

  /// What is asked of a row that has read some tokens.
  private func written(_ batch: GenerationBatch, _ row: GenerationBatch.Row) throws -> Generation {
    try batch.generate([GenerationRequest(row: row, maximumTokens: 12, seed: 7)])[0]
  }

  @Test(arguments: [1, 31, 32, 33, 70, 100])
  func `share what they have read and go their own ways`(shared: Int) throws {
    let batch = GenerationBatch(try model())
    let (text, other) = (tokens(100, seed: 5), tokens(9, seed: 6))
    let trunk = batch.addRow()
    try batch.append([(trunk, text)])
    let branch = try batch.fork(trunk, keeping: shared)
    try batch.append([(branch, other)])
    let fresh = batch.addRow()
    try batch.append([(fresh, Array(text.prefix(shared)) + other)])
    let expected = try written(batch, fresh)
    #expect(try written(batch, branch) == expected)
    #expect(try batch.length(of: branch) == shared + other.count + 12)

    let again = batch.addRow()
    try batch.append([(again, text)])
    #expect(try written(batch, trunk) == written(batch, again), "the trunk stays as it was")
  }
}
