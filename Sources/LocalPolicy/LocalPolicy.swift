import Foundation
import RLCore
import TinyTransformer

/// The embedded transformer as a policy that is trained and sampled from.
package actor LocalPolicy: TrainablePolicy {
  static let traits = PolicyTraits(
    wording: .compact, capacity: .batches, isDeterministic: true, hasLogProbabilities: true)
  package nonisolated var traits: PolicyTraits { Self.traits }
  private nonisolated let thread: ComputeThread
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  private let words: WordTokenizer
  /// What learns.
  private let model: Transformer
  /// What is sampled from: the weights as they were when they were last published.
  private let published: Transformer
  /// The weights that training began with.
  private let reference: Parameters
  private var optimizer: AdamW
  private var conversations: Conversations?
  /// Who answers with the published weights while these learn; made when it is first wanted.
  private var reader: SnapshotReader?

  /// A policy that begins with the weights of a saved model.
  ///
  /// - Parameters:
  ///   - base: the model and its words.
  ///   - threads: compute threads; `nil` takes one a core.
  package init(base: SavedModel, threads: Int? = nil) {
    words = base.tokenizer
    thread = ComputeThread(name: "kolb policy")
    model = Transformer(base.parameters, pool: WorkerPool(threads: threads))
    published = Transformer(base.parameters, pool: model.pool)
    reference = base.parameters
    conversationSize = Self.conversationSize(of: base.parameters.configuration)
    optimizer = AdamW(parameterCount: base.parameters.values.count)
  }

  deinit { thread.close() }

  package nonisolated func unreadableWords(in text: String) -> [String] {
    words.unreadableWords(in: text)
  }

  // MARK: - Sampling

  package func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let conversations = conversations ?? Conversations(of: published, words)
    self.conversations = conversations
    return try conversations.complete(requests)
  }

  package func endConversations() async {
    conversations = nil
  }

  package nonisolated let conversationSize: Int

  package func publish() async throws {
    published.parameters = model.parameters
    conversations = nil
  }

  /// The weights on half of the threads, for as long as they are asked.
  ///
  /// `nil` where there is one thread, which both would have to take turns on.
  package func snapshot() async -> PolicySnapshot? {
    let pool = model.pool
    let share = pool.threadCount / 2
    guard share > 0 else { return nil }
    let reader = reader ?? SnapshotReader(of: words, published.parameters, threads: share)
    self.reader = reader
    await reader.begin(with: published.parameters) { pool.width = pool.threadCount }
    pool.width = pool.threadCount - share
    let checkpoint = checkpoint
    return PolicySnapshot(
      policy: reader,
      save: { try checkpoint.write(into: URL(fileURLWithPath: $0)) },
      digest: { checkpoint.model.parameters.digest })
  }

  // MARK: - Learning

  package func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    conversations.map { [words.trajectory(of: $0)] }
  }

  package func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try batch.reports { sequences, temperature, objective in
      try model.accumulateGradients(
        of: sequences, temperature: temperature, objective: objective)
    }
  }

  package func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try Self.logProbabilities(of: batch, under: model)
  }

  package func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try Self.logProbabilities(of: batch, under: Transformer(reference, pool: model.pool))
  }

  private static func logProbabilities(
    of batch: [TrainingRow], under model: Transformer
  ) throws -> [[Float]] {
    try batch.logProbabilities { try model.logProbabilities(of: $0, temperature: $1) }
  }

  package func optimizerStep(_ options: OptimizerStep) async throws -> Float {
    optimizer.options.beta1 = options.beta1
    optimizer.options.beta2 = options.beta2
    optimizer.options.weightDecay = options.weightDecay
    let limit = options.gradientClip > 0 ? options.gradientClip : .infinity
    let norm = GradientClipping.clip(&model.gradients, to: limit)
    guard norm.isFinite else { throw NonFiniteGradient() }
    optimizer.step(
      &model.parameters, gradients: model.gradients, learningRate: options.learningRate)
    model.zeroGradients()
    return norm
  }

  // MARK: - Keeping

  package func save(to folder: String) async throws {
    try checkpoint.write(into: URL(fileURLWithPath: folder))
  }

  private var checkpoint: Checkpoint {
    Checkpoint(
      model: SavedModel(parameters: model.parameters, tokenizer: words),
      optimizer: optimizer.state)
  }

  package func load(from folder: String) async throws {
    let checkpoint = try Checkpoint(
      at: URL(fileURLWithPath: folder), optimizerBuffers: optimizer.state.buffers.count)
    guard checkpoint.model.parameters.configuration == model.configuration,
      checkpoint.model.tokenizer == words
    else { throw LocalPolicyError.anotherShape(folder: folder) }
    model.parameters = checkpoint.model.parameters
    published.parameters = checkpoint.model.parameters
    optimizer.state = checkpoint.optimizer
    conversations = nil
  }

  package func weightsDigest() async -> String {
    model.parameters.digest
  }
}

/// What can go wrong with an embedded policy besides its files.
package enum LocalPolicyError: Error, Equatable, CustomStringConvertible {
  case anotherShape(folder: String)
  case tooLong(tokens: Int, positions: Int)
  case processorLacks([String])

  package var description: String {
    switch self {
    case .anotherShape(let folder):
      "The checkpoint '\(folder)' belongs to a model of another shape or other words than "
        + "policy.model, which has changed since. Name the model that the run began with."
    case .processorLacks(let instructions):
      "This processor lacks \(instructions.joined(separator: ", ")), which the embedded model is "
        + "compiled for. x86 processors have had them since 2013."
    case .tooLong(let tokens, let positions):
      "An attempt has come to \(tokens) tokens, and this model reads at most \(positions). Lower "
        + "'budget' or 'size' in the table of the world's options, or name a model with more "
        + "positions in policy.model."
    }
  }
}
