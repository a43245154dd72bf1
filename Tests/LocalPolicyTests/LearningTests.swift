import Foundation
import RLCore
import Testing
import TinyTransformer

@testable import LocalPolicy

@Suite struct LearningTests {
  private static let step = OptimizerStep(
    learningRate: 1e-2, beta1: 0.9, beta2: 0.99, weightDecay: 0, gradientClip: 1)

  private func row(_ text: String, _ coefficient: Float) throws -> TrainingRow {
    let tokens = try SmallModel.make().tokenizer.encode(text)
    return TrainingRow(
      tokens: tokens, positions: Array(1..<tokens.count),
      coefficients: tokens.dropFirst().map { _ in coefficient },
      oldLogProbabilities: tokens.dropFirst().map { _ in -2 }, loss: .crossEntropy,
      temperature: 1)
  }

  @Test func `what is praised becomes likelier and what is blamed less likely`() async throws {
    let policy = LocalPolicy(base: try SmallModel.make(), threads: 1)
    let rows = [try row("<bos> up up", 1), try row("<bos> down down", -1)]
    let before = try await policy.logProbabilities(rows).map { $0.reduce(0, +) }
    for _ in 0..<3 {
      _ = try await policy.accumulateGradients(rows)
      _ = try await policy.optimizerStep(Self.step)
    }
    let after = try await policy.logProbabilities(rows).map { $0.reduce(0, +) }
    #expect(after[0] > before[0])
    #expect(after[1] < before[1])
  }

  @Test func `the reference stays what training began with`() async throws {
    let policy = LocalPolicy(base: try SmallModel.make(), threads: 1)
    let rows = [try row("<bos> up up", 1)]
    let before = try await policy.referenceLogProbabilities(rows)
    _ = try await policy.accumulateGradients(rows)
    _ = try await policy.optimizerStep(Self.step)
    #expect(try await policy.referenceLogProbabilities(rows) == before)
    #expect(try await policy.logProbabilities(rows) != before)
  }

  @Test func `a saved policy goes on exactly as if it had never stopped`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-policy-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let base = try SmallModel.make()
    let rows = [try row("<bos> up stop", 1), try row("<bos> go left right", -0.5)]
    let policy = LocalPolicy(base: base, threads: 2)
    _ = try await policy.accumulateGradients(rows)
    _ = try await policy.optimizerStep(Self.step)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await policy.save(to: folder)
    let resumed = LocalPolicy(base: base, threads: 1)
    try await resumed.load(from: folder)
    for policy in [policy, resumed] {
      _ = try await policy.accumulateGradients(rows)
      _ = try await policy.optimizerStep(Self.step)
    }
    #expect(await policy.weightsDigest() == resumed.weightsDigest())
  }

  @Test func `a checkpoint of another model is refused with words`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-policy-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let policy = LocalPolicy(base: try SmallModel.make(), threads: 1)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await policy.save(to: folder)
    let tokenizer = try WordTokenizer(words: ["other"])
    let configuration = TransformerConfiguration(
      vocabularySize: 5, hiddenSize: 8, intermediateSize: 8, layerCount: 1, headCount: 1,
      maximumPositions: 16)
    let other = LocalPolicy(
      base: SavedModel(
        parameters: try Parameters(configuration, seed: 1), tokenizer: tokenizer), threads: 1)
    await #expect(throws: LocalPolicyError.anotherShape(folder: folder)) {
      try await other.load(from: folder)
    }
  }

  @Test func `an unknown base model is named with those that ship`() {
    #expect {
      _ = try BaseModel.load("frozenlakes")
    } throws: { error in
      "\(error)".contains("no base model 'frozenlakes'") && "\(error)".contains("'frozenlake'")
    }
  }
}
