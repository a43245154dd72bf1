import RLCore
import Testing
import TinyTransformer

@testable import LocalPolicy

/// Rows that nothing can be learnt from change no weight, whatever numbers they hold.
@Suite struct `Numbers that are none` {
  private static let step = OptimizerStep(
    learningRate: 1e-2, beta1: 0.9, beta2: 0.99, weightDecay: 0, gradientClip: 1)

  private func row(
    coefficient: Float = 1, old: Float = -2, loss: TokenLoss = .crossEntropy, temperature: Float = 1
  ) throws -> TrainingRow {
    let tokens = try SmallModel.make().tokenizer.encode("<bos> up down")
    let count = tokens.count - 1
    return TrainingRow(
      tokens: tokens, positions: Array(1...count),
      coefficients: Array(repeating: coefficient, count: count),
      oldLogProbabilities: Array(repeating: old, count: count), loss: loss,
      temperature: temperature)
  }

  private func expectUntouched(
    _ row: TrainingRow, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let policy = LocalPolicy(base: try SmallModel.make(), threads: 1)
    let before = await policy.weightsDigest()
    _ = try await policy.accumulateGradients([row])
    await #expect(throws: NonFiniteGradient(), sourceLocation: sourceLocation) {
      try await policy.optimizerStep(Self.step)
    }
    #expect(await policy.weightsDigest() == before, sourceLocation: sourceLocation)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `an advantage that is no number changes no weight, and is said`(value: Float) async throws {
    try await expectUntouched(row(coefficient: value))
    try await expectUntouched(
      row(coefficient: value, loss: .clippedRatio(low: 0.2, high: 0.2, kl: 0)))
  }

  @Test func `an infinite loss changes no weight, and is said`() async throws {
    // exp(l - o) overflows where the old log-probability was never one.
    try await expectUntouched(row(old: -1e30, loss: .importanceSampling))
    try await expectUntouched(row(old: .nan, loss: .importanceSampling))
  }

  @Test func `an empty batch is a step without a gradient`() async throws {
    let policy = LocalPolicy(base: try SmallModel.make(), threads: 1)
    let before = await policy.weightsDigest()
    #expect(try await policy.accumulateGradients([]).isEmpty)
    #expect(try await policy.optimizerStep(Self.step) == 0)
    #expect(await policy.weightsDigest() == before)
  }

  @Test func `rows without a position, or at weight 0, are one too`() async throws {
    let policy = LocalPolicy(base: try SmallModel.make(), threads: 1)
    let before = await policy.weightsDigest()
    var empty = try row()
    (empty.positions, empty.coefficients, empty.oldLogProbabilities) = ([], [], [])
    let reports = try await policy.accumulateGradients([empty, row(coefficient: 0)])
    #expect(reports.count == 2 && reports.allSatisfy { $0.loss == 0 && $0.entropy.isFinite })
    #expect(try await policy.optimizerStep(Self.step) == 0)
    #expect(await policy.weightsDigest() == before)
  }
}
