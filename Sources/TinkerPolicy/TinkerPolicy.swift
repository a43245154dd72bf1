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
  /// Whether it is to learn, for which it needs a model of its own on the server.
  private let learns: Bool
  /// Made when it is first needed, so that whoever prepares a run and gives up leaves nothing behind.
  private var session: Task<TinkerSession, any Error>?
  /// Where the weights are that are sampled from.
  private var snapshot = ""
  /// What was taken up, as long as nothing was learnt since.
  private var standsAt: TinkerCheckpoint?
  private var snapshots = 0
  /// Everything that made the weights what they are, as a digest of it.
  private var history = FNV1a()
  private var hasToldOfClipping = false

  init(
    _ connection: TinkerConnection, base: String, tokenizer: any TextTokenizer,
    traits: PolicyTraits, _ settings: Settings, learns: Bool = true
  ) {
    self.connection = connection
    self.base = base
    words = tokenizer
    self.traits = traits
    self.settings = settings
    self.learns = learns
    history.add("\(base) \(settings.rank) \(settings.seed)".utf8)
  }

  package nonisolated func report(to listener: @escaping @Sendable (PolicyNews) -> Void) {
    connection.reach.report(to: listener)
  }

  /// The session with the model in training.
  private func opened() async throws -> TinkerSession {
    if let session { return try await session.value }
    let task = Task { [connection, base, settings] in
      try await TinkerSession.open(
        connection, base: base, rank: settings.rank, seed: settings.seed)
    }
    session = task
    do {
      return try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    } catch {
      session = nil
      throw error
    }
  }

  /// Gives the model's place on the server free, if there is one.
  private func leave() async {
    guard let session = try? await session?.value else { return }
    self.session = nil
    snapshot = ""
    try? await session.unload()
  }

  // MARK: - Sampling

  package func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    if learns, snapshot.isEmpty { try await publish() }
    let source = learns ? (key: "model_path", name: snapshot) : (key: "base_model", name: base)
    return try await withThrowingTaskGroup(of: (Int, Completion).self) { group in
      for (index, request) in requests.enumerated() {
        group.addTask { [self] in (index, try await complete(request, from: source)) }
      }
      var completions = [Completion?](repeating: nil, count: requests.count)
      for try await (index, completion) in group { completions[index] = completion }
      return completions.compactMap { $0 }
    }
  }

  private nonisolated func complete(
    _ request: SampleRequest, from source: (key: String, name: String)
  ) async throws -> Completion {
    let most = request.length.tokens
    let prompt = words.tokens(of: request.conversation)
    let result = try await TinkerSession.sample(
      connection,
      SamplingBody.json(
        prompt, from: source, most: most, request.sampling,
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
    // Counted before it is waited, so that two that publish at once take two names.
    let number = snapshots
    snapshots += 1
    snapshot = try await opened().publish("s\(number)")
  }

  // MARK: - Learning

  package func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    conversations.map { [words.trajectory(of: $0)] }
  }

  package func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try check(batch)
    standsAt = nil
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
      model: "", sequence: 0, data: [], loss: loss.remote, settings: loss.settings)
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
      model: "", sequence: 0,
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
    let session = try await opened()
    var request = request
    request.model = session.model
    request.sequence = session.next()
    let result = try await session.forwardBackward(request)
    guard result.logProbabilities.count == rows.count else {
      throw TinkerProblem.lie("\(result.logProbabilities.count) rows instead of \(rows.count)")
    }
    return try zip(rows, result.logProbabilities).map { try $0.own($1) }
  }

  package func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
      for (index, row) in batch.enumerated() {
        group.addTask { [base, connection] in
          let result = try await TinkerSession.sample(
            connection,
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
    standsAt = nil
    let metrics = try await opened().optimizerStep([
      "learning_rate": .number(Double(options.learningRate)),
      "beta1": .number(Double(options.beta1)), "beta2": .number(Double(options.beta2)),
      "eps": .number(1e-8), "weight_decay": .number(Double(options.weightDecay)),
      "grad_clip_norm": .number(Double(options.gradientClip)),
    ])
    history.add("step \(options)".utf8)
    let norm = metrics.first { $0.key.hasSuffix("grad_norm") }?.value ?? 0
    guard norm.isFinite else { throw NonFiniteGradient() }
    tellOfClipping(metrics.map(\.key), norm: Float(norm), limit: options.gradientClip)
    return Float(norm)
  }

  /// SkyRL takes gradients as they are, whatever it is asked; its own figures tell that it is SkyRL.
  private func tellOfClipping(_ names: [String], norm: Float, limit: Float) {
    guard !hasToldOfClipping, limit > 0, norm > limit,
      names.contains(where: { $0.hasPrefix("skyrl.ai/") })
    else { return }
    hasToldOfClipping = true
    connection.reach.say(
      "the server is SkyRL, which does not clip gradients: one of norm \(norm) is taken as it is, "
        + "above optimizer.gradient_clip = \(limit)")
  }

  // MARK: - Keeping

  package func save(to folder: String) async throws {
    let made = history.hexadecimal
    let path = try await opened().save("c\(snapshots)-\(made)")
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
    // Whoever looks whether it can be taken up, and then takes it up, asks twice.
    guard checkpoint != standsAt else { return }
    // Weights are taken up by a fresh model only; the other gives its place free first.
    await leave()
    do {
      try await opened().load(checkpoint.path)
      goOn(from: checkpoint.history)
      try await publish()
      standsAt = checkpoint
    } catch {
      await leave()
      throw error
    }
  }

  package func weightsDigest() async -> String { history.hexadecimal }

  package func close() async { await leave() }

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
