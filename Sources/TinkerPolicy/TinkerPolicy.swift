import Basics
import Foundation
import HTTPTransport
import RLCore

/// A policy whose weights are on a training server that speaks the Tinker protocol.
///
/// The loop, its advantages and its log stay here; the server samples, takes gradients and applies
/// them. Only the newest snapshot is ever sampled, since some servers show the weights in training
/// under the name of an older one.
package actor TinkerPolicy: TrainablePolicy {
  package struct Settings: Sendable, Equatable {
    package var rank = 8
    package var reduction = LossReduction.sum
    package var sendsWeights = true
    package var seed = 1

    package init() {}
  }

  package nonisolated let traits: PolicyTraits

  private let connection: TinkerConnection
  private let base: String
  private let settings: Settings
  nonisolated let words: any TextTokenizer
  private var session: TinkerSession
  /// Where the weights are that are sampled from.
  private var snapshot = ""
  private var snapshots = 0
  /// Everything that made the weights what they are, as a digest of it.
  private var history = FNV1a()

  /// - Throws: `TinkerProblem`, `TransportError`.
  init(
    _ connection: TinkerConnection, base: String, tokenizer: any TextTokenizer,
    traits: PolicyTraits, _ settings: Settings
  ) async throws {
    self.connection = connection
    self.base = base
    words = tokenizer
    self.traits = traits
    self.settings = settings
    session = try await TinkerSession(
      connection, base: base, rank: settings.rank, seed: settings.seed)
    history.add("\(base) \(settings.rank) \(settings.seed)".utf8)
  }

  // MARK: - Sampling

  package func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    if snapshot.isEmpty { try await publish() }
    let (session, path) = (session, snapshot)
    return try await withThrowingTaskGroup(of: (Int, Completion).self) { group in
      for (index, request) in requests.enumerated() {
        group.addTask { [self] in
          (index, try await complete(request, in: session, from: path))
        }
      }
      var completions = [Completion?](repeating: nil, count: requests.count)
      for try await (index, completion) in group { completions[index] = completion }
      return completions.compactMap { $0 }
    }
  }

  private nonisolated func complete(
    _ request: SampleRequest, in session: TinkerSession, from path: String
  ) async throws -> Completion {
    let most = request.length.tokens
    let prompt = words.tokens(of: request.conversation)
    let result = try await session.sample(
      SamplingBody.json(
        prompt, from: ("model_path", path), most: most, request.sampling,
        // Servers read whole numbers of 31 bits.
        seed: Int(request.seed >> 33), stop: words.endToken))
    guard result.sequences.count == 1 else {
      throw TinkerProblem.lie("\(result.sequences.count) sequences instead of one")
    }
    return try completion(of: result.sequences[0], most: most)
  }

  private nonisolated func completion(
    of drawn: SampleResult.Sequence, most: Int
  ) throws(TinkerProblem) -> Completion {
    guard !drawn.tokens.isEmpty, drawn.tokens.count <= most else {
      throw .lie("\(drawn.tokens.count) tokens where at most \(most) were asked for")
    }
    guard drawn.logProbabilities.count == drawn.tokens.count else {
      throw .lie(
        "\(drawn.logProbabilities.count) log-probabilities of \(drawn.tokens.count) tokens")
    }
    for value in drawn.logProbabilities
    where !value.isFinite || value > LogProbability.most {
      throw .lie("a log-probability of \(value)")
    }
    return Completion(
      text: words.text(of: drawn.tokens), tokens: drawn.tokens,
      pieces: words.pieces(of: drawn.tokens), logProbabilities: drawn.logProbabilities,
      stopReason: drawn.tokens.last == words.endToken ? .ended : .length)
  }

  package func endConversations() async {}

  package func publish() async throws {
    snapshot = try await session.publish("s\(snapshots)")
    snapshots += 1
  }

  // MARK: - Learning

  package func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    conversations.map { [words.trajectory(of: $0)] }
  }

  package func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try check(batch)
    var reports = [RowReport?](repeating: nil, count: batch.count)
    for part in RowPart.parts(of: batch) {
      let rows = part.indices.map { batch[$0] }
      let found = try await gradients(of: rows, part.loss, of: batch.count)
      for (index, values) in zip(part.indices, found) {
        // Servers tell no entropy: minus the log-probability of what was drawn is right in the mean
        // where the policy drew it itself, and says how unlikely it was elsewhere.
        reports[index] = batch[index].report(values, entropy: -values.reduce(0, +))
      }
    }
    remember(batch)
    return reports.compactMap { $0 }
  }

  private func gradients(
    of rows: [TrainingRow], _ loss: TokenLoss, of count: Int
  ) async throws -> [[Float]] {
    var request = ForwardBackwardRequest(
      model: session.model, sequence: 0, data: [], loss: loss.remote, settings: loss.settings)
    var old = rows.map(\.oldLogProbabilities)
    if settings.reduction == .mean, loss == .crossEntropy {
      // Such a server divides by the weights, so that only their proportions would count: the same
      // gradient is that of a ratio which is 1.
      request.loss = .importanceSampling
      old = try await logProbabilities(rows)
    }
    request.data = zip(rows, old).map { row, old in
      var row = row
      row.coefficients = row.coefficientsWithPenalty
      let scale =
        settings.reduction == .mean ? Float(row.positions.count) * Float(count) : Float(1)
      return row.datum(
        loss: request.loss, scale: scale, old: old, sendsWeights: settings.sendsWeights)
    }
    return try await values(of: rows, request)
  }

  package func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try check(batch)
    let request = ForwardBackwardRequest(
      model: session.model, sequence: 0,
      data: batch.map { row in
        var row = row
        row.coefficients = row.positions.map { _ in 1 }
        return row.datum(loss: .crossEntropy, scale: 1, old: [], sendsWeights: true)
      }, loss: .crossEntropy, isForwardOnly: true)
    return try await values(of: batch, request)
  }

  private func values(
    of rows: [TrainingRow], _ request: ForwardBackwardRequest
  ) async throws -> [[Float]] {
    var request = request
    request.sequence = session.next()
    let result = try await session.forwardBackward(request)
    guard result.logProbabilities.count == rows.count else {
      throw TinkerProblem.lie("\(result.logProbabilities.count) rows instead of \(rows.count)")
    }
    return try zip(rows, result.logProbabilities).map { try $0.own($1) }
  }

  package func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    let session = session
    return try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
      for (index, row) in batch.enumerated() {
        group.addTask { [base] in
          let result = try await session.sample(
            SamplingBody.json(
              row.tokens, from: ("base_model", base), most: 1, SamplingParameters(), seed: 0,
              stop: nil, scoresPrompt: true))
          // The first token has no log-probability, so the rest are those of the targets.
          return (index, try row.own(Array((result.promptLogProbabilities ?? []).dropFirst())))
        }
      }
      var values = [[Float]](repeating: [], count: batch.count)
      for try await (index, found) in group { values[index] = found }
      return values
    }
  }

  package func optimizerStep(_ options: OptimizerStep) async throws -> Float {
    let metrics = try await session.optimizerStep([
      "learning_rate": .number(Double(options.learningRate)),
      "beta1": .number(Double(options.beta1)), "beta2": .number(Double(options.beta2)),
      "eps": .number(1e-8), "weight_decay": .number(Double(options.weightDecay)),
      "grad_clip_norm": .number(Double(options.gradientClip)),
    ])
    history.add("step \(options)".utf8)
    let norm = metrics.first { $0.key.hasSuffix("grad_norm") }?.value ?? 0
    guard norm.isFinite else { throw NonFiniteGradient() }
    return Float(norm)
  }

  // MARK: - Keeping

  package func save(to folder: String) async throws {
    let made = history.hexadecimal
    let path = try await session.save("c\(snapshots)-\(made)")
    try TinkerCheckpoint(base: base, path: path, history: made).write(to: folder)
    goOn(from: made)
  }

  /// Whoever loads a checkpoint and whoever saved it count on from the same.
  private func goOn(from made: String) {
    history = FNV1a()
    history.add(made.utf8)
  }

  package func load(from folder: String) async throws {
    let checkpoint = try TinkerCheckpoint(from: folder)
    // Weights are taken up by a fresh model only; the other gives its place free first.
    try? await session.unload()
    session = try await TinkerSession(
      connection, base: base, rank: settings.rank, seed: settings.seed)
    try await session.load(checkpoint.path)
    goOn(from: checkpoint.history)
    try await publish()
  }

  package func weightsDigest() async -> String { history.hexadecimal }

  package func close() async { try? await session.unload() }

  /// What was learnt from is part of what the weights are.
  private func remember(_ batch: [TrainingRow]) {
    for row in batch {
      history.add(UInt64(row.tokens.count))
      for token in row.tokens { history.add(UInt64(UInt32(bitPattern: token))) }
      for coefficient in row.coefficients { history.add(UInt64(coefficient.bitPattern)) }
    }
  }

  private func check(_ batch: [TrainingRow]) throws(TinkerProblem) {
    for row in batch {
      guard row.temperature == 1 else { throw .temperature(row.temperature) }
      guard row.tokens.count > 1 else { throw .longRow(row.tokens.count) }
    }
  }
}
