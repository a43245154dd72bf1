import Basics
import Foundation
import HTTPTransport
import PolicyConformance
import RLCore
import Testing
import TinyTransformer

@testable import TinkerPolicy

/// The policy on a server keeps what the embedded one keeps, by the same suite.
@Suite struct `A policy on a training server` {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("kolb-tinker-\(UUID().uuidString)").path
  private let server: FakeTrainingServer

  init() throws { server = FakeTrainingServer(try SmallModel.make()) }

  private var suite: PolicyConformance {
    PolicyConformance(opening: "up down go") { [server] in
      try SmallModel.policy(on: server)
    }
  }

  @Test func `sampling is as promised`() async throws { try await suite.sampling() }

  @Test func `learning is as promised`() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await suite.learning(in: folder)
  }

  /// Rows of every loss, with what was drawn under these weights.
  private func rows(by policy: TinkerPolicy) async throws -> [TrainingRow] {
    let losses: [TokenLoss] = [
      .crossEntropy, .importanceSampling, .clippedRatio(low: 0.2, high: 0.3, kl: 0),
    ]
    var rows: [TrainingRow] = []
    for (index, loss) in losses.enumerated() {
      var conversation = Conversation(id: index, [Segment(.world, "up down go")])
      let request = SampleRequest(
        conversation: conversation, length: .words(4), sampling: SamplingParameters(),
        seed: UInt64(index + 1) << 40)
      conversation.append(Segment(try await policy.sample([request])[0]))
      let trajectory = policy.words.trajectory(of: conversation)
      rows.append(
        TrainingRow(
          tokens: trajectory.tokens, positions: trajectory.written,
          coefficients: trajectory.written.map { Float($0 % 3) - 0.5 },
          oldLogProbabilities: trajectory.logProbabilities, loss: loss, temperature: 1))
    }
    return rows
  }

  @Test func `one update moves the same weights as it does in this process`() async throws {
    let policy = try SmallModel.policy(on: server)
    let rows = try await rows(by: policy)
    let reports = try await policy.accumulateGradients(rows)
    let norm = try await policy.optimizerStep(
      OptimizerStep(
        learningRate: 0.05, beta1: 0.9, beta2: 0.99, weightDecay: 0, gradientClip: 1))
    let here = Transformer(try SmallModel.make().parameters, pool: WorkerPool(threads: 1))
    for row in rows {
      let sequence = TokenSequence(tokens: row.tokens, wanted: row.positions)
      _ = try here.accumulateGradients(of: [sequence]) { prediction in
        let ratio = exp(
          prediction.logProbability - row.oldLogProbabilities[prediction.wantedIndex])
        let coefficient = row.coefficients[prediction.wantedIndex]
        let slope = row.loss == .crossEntropy ? -coefficient : -coefficient * ratio
        return TokenGradient(loss: 0, slope: slope)
      }
    }
    let expected = sqrt(here.gradients.reduce(Float(0)) { $0 + $1 * $1 })
    #expect(abs(norm - expected) < 1e-4 * expected)
    #expect(reports.map(\.logProbabilities.count) == rows.map(\.positions.count))
  }

  @Test func `a server that divides is sent what it divides by`() async throws {
    var settings = TinkerPolicy.Settings()
    settings.reduction = .mean
    let policy = try SmallModel.policy(on: server, settings)
    var row = try await rows(by: policy)[0]
    row.coefficients = row.positions.map { _ in 1 }
    _ = try await policy.accumulateGradients([row, row])
    // Cross-entropy is asked for as a ratio that is 1, which needs the present probabilities first.
    #expect(server.asked.count { $0.hasSuffix("forward_backward") } == 2)
  }

  @Test func `a server that takes a large gradient as it is is told of once`() async throws {
    let policy = try SmallModel.policy(on: server)
    let news = Told()
    policy.report { news.add($0) }
    let row = try await rows(by: policy)[0]
    for limit: Float in [1e6, 1e-6, 1e-6] {
      _ = try await policy.accumulateGradients([row])
      _ = try await policy.optimizerStep(
        OptimizerStep(
          learningRate: 0.01, beta1: 0.9, beta2: 0.99, weightDecay: 0, gradientClip: limit))
    }
    let remarks = news.all.compactMap { if case .remark(let text) = $0 { text } else { nil } }
    #expect(remarks.count == 1 && remarks[0].contains("optimizer.gradient_clip"), "\(remarks)")
  }

  @Test func `at the end its place on the server is free`() async throws {
    let policy = try SmallModel.policy(on: server)
    try await policy.publish()
    #expect(server.loaded == 1)
    await policy.close()
    #expect(server.loaded == 0)
  }

  @Test func `rows at another temperature are refused by the option`() async throws {
    let policy = try SmallModel.policy(on: server)
    var row = try await rows(by: policy)[0]
    row.temperature = 0.7
    let error = await #expect(throws: TinkerProblem.self) {
      _ = try await policy.accumulateGradients([row])
    }
    #expect(error?.description.contains("policy.temperature") == true)
  }
}

@Suite struct `A training server that lies or fails` {
  private func complaint(
    _ damage: @escaping FakeTrainingServer.Damage
  ) async throws -> (any Error)? {
    let server = FakeTrainingServer(try SmallModel.make(), damage: damage)
    do {
      let policy = try SmallModel.policy(on: server)
      let request = SampleRequest(
        conversation: Conversation(id: 1, [Segment(.world, "up down go")]), length: .words(3),
        sampling: SamplingParameters(), seed: 1 << 40)
      _ = try await policy.sample([request])
      return nil
    } catch {
      return error
    }
  }

  private static func answering(
    _ sequence: @escaping @Sendable (inout ProtobufWriter) -> Void
  ) -> FakeTrainingServer.Damage {
    { _, reply in
      guard reply.head.contentType == "application/x-protobuf" else { return reply }
      var message = ProtobufWriter()
      message.message(1, sequence)
      return HTTPReply(reply.head, message.bytes)
    }
  }

  @Test func `too many tokens, too few probabilities and impossible ones are caught`() async throws
  {
    let tokens = PackedNumbers.bytes([Int32(5), 6])
    let lies: [@Sendable (inout ProtobufWriter) -> Void] = [
      { $0.block(2, PackedNumbers.bytes([Int32](repeating: 5, count: 9))) },
      { $0.block(2, tokens) },
      { sequence in
        sequence.block(2, tokens)
        sequence.block(3, PackedNumbers.bytes([-1, Float.nan]))
      },
      { sequence in
        sequence.block(2, tokens)
        sequence.block(3, PackedNumbers.bytes([-1, Float(0.5)]))
      },
      { _ in },
    ]
    for lie in lies {
      let error = try await complaint(Self.answering(lie))
      guard case TinkerProblem.lie? = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test func `an answer that is cut anywhere is an error and no crash`() async throws {
    for length in 0..<24 {
      let error = try await complaint { _, reply in
        reply.head.contentType == "application/x-protobuf"
          ? HTTPReply(reply.head, Array(reply.body.prefix(length))) : reply
      }
      #expect(error is TinkerProblem)
    }
  }

  @Test func `what the server refuses is said in its own words`() async throws {
    let error = try await complaint { path, reply in
      path.hasSuffix("create_model")
        ? FakeTrainingServer.reply(
          ["detail": "Maximum number of LoRA adapters (2) reached"], status: 400) : reply
    }
    #expect(
      error as? TinkerProblem
        == .refused(status: 400, "Maximum number of LoRA adapters (2) reached"))
  }

  @Test func `a busy server is asked again, and not for ever`() async throws {
    let count = Counter()
    let patient = try await complaint { path, reply in
      path.hasSuffix("asample") && count.next() <= 3
        ? FakeTrainingServer.reply(["detail": "busy"], status: 503) : reply
    }
    #expect(patient == nil)
    let error = try await complaint { path, reply in
      path.hasSuffix("asample") ? FakeTrainingServer.reply(["detail": "busy"], status: 503) : reply
    }
    #expect(error as? TinkerProblem == .refused(status: 503, "busy"))
  }
}
