import Foundation
import RLCore
import Testing

extension PolicyConformance {
  /// What is promised of learning.
  ///
  /// - Parameter folder: an empty folder to save into.
  /// - Throws: what the policy throws, and what a broken promise makes of a requirement.
  package func learning(in folder: String) async throws {
    try await whatWasDrawnIsGivenBack()
    try await reportsAreOneARow()
    try await publishedWeightsAreSampled()
    try await savedAndLoadedItGoesOnTheSame(in: folder)
    try await aSnapshotStaysAsItIs(in: folder + "/snapshot")
  }

  /// Where a policy gives one: it answers as the policy did, whatever is learnt beside it, and what
  /// it saves is what the policy would have saved.
  private func aSnapshotStaysAsItIs(in folder: String) async throws {
    let policy = try await makeLearner()
    guard let snapshot = await policy.snapshot() else { return }
    let before = try await answer(request(1), by: policy)
    let digest = await policy.weightsDigest()
    await policy.endConversations()
    _ = try await policy.accumulateGradients(
      rows(try await written(4, by: policy), by: policy, coefficient: -1))
    _ = try await policy.optimizerStep(step)
    try await policy.publish()
    #expect(try await answer(request(1), by: snapshot.policy) == before)
    #expect(await policy.weightsDigest() != digest)
    #expect(await snapshot.digest() == digest)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await snapshot.save(folder)
    await snapshot.policy.close()
    let another = try await makeLearner()
    try await another.load(from: folder)
    #expect(await another.weightsDigest() == digest)
  }

  private var step: OptimizerStep {
    OptimizerStep(
      learningRate: 0.05, beta1: 0.9, beta2: 0.99, weightDecay: 0, gradientClip: 1)
  }

  /// Conversations with a turn of the policy each.
  private func written(_ count: Int, by policy: any Policy) async throws -> [Conversation] {
    let requests = (0..<count).map { request($0) }
    return zip(requests, try await answers(requests, by: policy)).map { request, answer in
      var conversation = request.conversation
      conversation.append([Segment(answer), Segment(.world, opening)])
      return conversation
    }
  }

  private func rows(
    _ conversations: [Conversation], by policy: any TrainablePolicy, coefficient: Float = 1
  ) async throws -> [TrainingRow] {
    try await policy.trajectories(of: conversations).flatMap { $0 }.map { trajectory in
      TrainingRow(
        tokens: trajectory.tokens, positions: trajectory.written,
        coefficients: trajectory.written.map { _ in coefficient },
        oldLogProbabilities: trajectory.logProbabilities, loss: .crossEntropy, temperature: 1)
    }
  }

  /// The tokens that are learnt from are those that were drawn, and history is none of them.
  private func whatWasDrawnIsGivenBack() async throws {
    let policy = try await makeLearner()
    let conversations = try await written(3, by: policy)
    let all = try await policy.trajectories(of: conversations)
    #expect(all.count == conversations.count)
    for (conversation, parts) in zip(conversations, all) {
      let drawn = conversation.written.flatMap(\.tokens)
      let marked = parts.flatMap { part in part.written.map { part.tokens[$0] } }
      #expect(marked == drawn)
      #expect(parts.flatMap(\.logProbabilities) == conversation.logProbabilities)
    }
    let history = try await policy.trajectories(of: conversations.map(\.asHistory))
    #expect(history.allSatisfy { $0.allSatisfy(\.written.isEmpty) })
    for (row, parts) in zip(try await rows(conversations, by: policy), all) {
      let trained = try await policy.logProbabilities([row])
      for (sampled, now) in zip(parts.flatMap(\.logProbabilities), trained.joined()) {
        #expect(abs(sampled - now) < 1e-3, "sampler and trainer agree")
      }
    }
  }

  private func reportsAreOneARow() async throws {
    let policy = try await makeLearner()
    let rows = try await rows(try await written(4, by: policy), by: policy)
    let reports = try await policy.accumulateGradients(rows)
    #expect(reports.count == rows.count)
    for (row, report) in zip(rows, reports) {
      #expect(report.logProbabilities.count == row.positions.count)
      #expect(report.loss.isFinite && report.entropy.isFinite)
    }
    let norm = try await policy.optimizerStep(step)
    #expect(norm > 0)
    // Applied and cleared: what comes next stands for itself.
    let reference = try await policy.referenceLogProbabilities(rows)
    let now = try await policy.logProbabilities(rows)
    #expect(reference.count == rows.count && reference != now)
  }

  /// Learning moves what is sampled when it is published, and not before.
  private func publishedWeightsAreSampled() async throws {
    let policy = try await makeLearner()
    let before = await policy.weightsDigest()
    let rows = try await rows(try await written(4, by: policy), by: policy)
    for _ in 0..<3 {
      _ = try await policy.accumulateGradients(rows)
      _ = try await policy.optimizerStep(step)
    }
    let after = await policy.weightsDigest()
    #expect(after != before)
    let greedy = request(50, temperature: 0)
    let unlearnt = try await answer(greedy, by: make())
    let unpublished = try await answer(greedy, by: policy)
    #expect(unpublished.logProbabilities == unlearnt.logProbabilities)
    try await policy.publish()
    let learnt = try await answer(greedy, by: policy)
    #expect(learnt.logProbabilities != unlearnt.logProbabilities)
  }

  /// To the bit: what it samples, and what the next update makes of it.
  private func savedAndLoadedItGoesOnTheSame(in folder: String) async throws {
    let policy = try await makeLearner()
    let conversations = try await written(4, by: policy)
    let rows = try await rows(conversations, by: policy)
    _ = try await policy.accumulateGradients(rows)
    _ = try await policy.optimizerStep(step)
    try await policy.publish()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try await policy.save(to: folder)
    let resumed = try await makeLearner()
    try await resumed.load(from: folder)
    try await expectEqualWeights(policy, resumed)
    let again = try await answer(request(7), by: resumed)
    let before = try await answer(request(7), by: policy)
    #expect(again == before)
    for policy in [policy, resumed] {
      _ = try await policy.accumulateGradients(rows)
      _ = try await policy.optimizerStep(step)
    }
    try await expectEqualWeights(policy, resumed)
  }

  private func expectEqualWeights(
    _ one: any TrainablePolicy, _ other: any TrainablePolicy
  ) async throws {
    let (left, right) = (await one.weightsDigest(), await other.weightsDigest())
    #expect(left == right)
  }
}
