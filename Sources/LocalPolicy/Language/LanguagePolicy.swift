import Basics
import Foundation
import RLCore
import TinyTransformer

/// A language model in this process as a policy that is trained, by adapters or in full,
/// and sampled from.
package actor LanguagePolicy: TrainablePolicy {
  static let traits = PolicyTraits(
    wording: .plain, capacity: .batches, isDeterministic: true, hasLogProbabilities: true)
  package nonisolated var traits: PolicyTraits { Self.traits }
  package nonisolated let conversationSize: Int
  private nonisolated let thread: ComputeThread
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  private let folder: LanguageModelFolder
  private let text: LanguageText
  /// Most tokens of a reply; 0 for no bound but the world's.
  private let replyTokens: Int
  /// What learns, and what is sampled from when it has been published.
  private let model: LargeModel
  private var optimizer: AdamW
  private var conversations: LanguageConversations?

  /// A policy that begins with the weights of a folder.
  ///
  /// - Parameters:
  ///   - folder: the checkpoint.
  ///   - training: what learns.
  ///   - replyTokens: the most tokens of a reply; 0 for no bound but the world's.
  ///   - threads: compute threads; `nil` takes one a core.
  /// - Throws: `ModelFileError`, or `ChatTemplateError`.
  package init(
    _ folder: LanguageModelFolder,
    training: LargeModel.Training = .adapters(AdapterOptions(), seed: 1), replyTokens: Int = 0,
    threads: Int? = nil
  ) throws {
    self.folder = folder
    self.replyTokens = replyTokens
    text = try LanguageText(folder)
    model = try folder.model(training: training, pool: WorkerPool(threads: threads))
    optimizer = AdamW(parameterCount: model.trainedCount)
    conversationSize = LocalPolicy.conversationSize(of: folder.configuration)
    thread = ComputeThread(name: "kolb policy")
  }

  deinit { thread.close() }

  // MARK: - Sampling

  package func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let conversations =
      conversations ?? LanguageConversations(of: model, text, mostTokens: replyTokens)
    self.conversations = conversations
    return try conversations.complete(requests)
  }

  package func endConversations() async {
    guard conversations != nil else { return }
    conversations = nil
    model.endReading()
  }

  package func publish() async throws {
    model.publish()
    conversations = nil
  }

  // MARK: - Learning

  package func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    try conversations.map { try text.trajectories(of: $0) }
  }

  package func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try batch.reports { sequences, temperature, objective in
      try model.accumulateGradients(
        of: sequences, temperature: temperature, objective: objective)
    }
  }

  package func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try logProbabilities(of: batch, ofBase: false)
  }

  package func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try logProbabilities(of: batch, ofBase: true)
  }

  private func logProbabilities(of batch: [TrainingRow], ofBase: Bool) throws -> [[Float]] {
    try batch.logProbabilities { sequences, temperature in
      try model.measure(sequences, temperature: temperature, ofBase: ofBase).logProbabilities
    }
  }

  package func optimizerStep(_ options: OptimizerStep) async throws -> Float {
    optimizer.options.beta1 = options.beta1
    optimizer.options.beta2 = options.beta2
    optimizer.options.weightDecay = options.weightDecay
    let limit = options.gradientClip > 0 ? options.gradientClip : .infinity
    let norm = GradientClipping.clip(&model.gradients, to: limit)
    guard norm.isFinite else { throw NonFiniteGradient() }
    model.step(&optimizer, learningRate: options.learningRate)
    model.zeroGradients()
    return norm
  }

  // MARK: - Keeping

  package func save(to folder: String) async throws {
    try model.save(
      optimizer.state, of: self.folder.folder.path, to: URL(fileURLWithPath: folder))
  }

  package func load(from folder: String) async throws {
    optimizer.state = try model.load(
      from: URL(fileURLWithPath: folder), optimizerBuffers: optimizer.state.buffers.count)
    model.publish()
    conversations = nil
  }

  package func weightsDigest() async -> String {
    model.trainedDigest
  }

  /// Writes the model as it is now as a folder like the one it began with: what was learnt is in its
  /// weights, and any program that reads the one reads the other.
  ///
  /// - Parameter target: a folder that is not there yet.
  /// - Throws: `ModelFileError`; nothing is left behind then.
  package func merge(into target: URL) throws {
    try folder.write(model, to: target)
  }
}
