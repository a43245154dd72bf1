import RLCore
import TinyTransformer

/// Answers with weights as they were at one moment, while others go on to learn.
///
/// It has threads of its own, which whoever learns does without until it is closed. Its memory
/// stays for the next time.
actor SnapshotReader: Policy {
  nonisolated var traits: PolicyTraits { LocalPolicy.traits }
  private nonisolated let thread = ComputeThread(name: "kolb reader")
  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  private let words: WordTokenizer
  private let model: Transformer
  private var conversations: Conversations?
  private var onClose: (@Sendable () -> Void)?

  init(of words: WordTokenizer, _ parameters: Parameters, threads: Int) {
    self.words = words
    model = Transformer(parameters, pool: WorkerPool(threads: threads))
  }

  deinit { thread.close() }

  /// Answers with these weights until it is closed.
  ///
  /// - Parameters:
  ///   - parameters: the weights.
  ///   - onClose: gives the threads back.
  func begin(with parameters: Parameters, onClose: @escaping @Sendable () -> Void) {
    model.parameters = parameters
    conversations = nil
    self.onClose = onClose
  }

  nonisolated func unreadableWords(in text: String) -> [String] {
    words.unreadableWords(in: text)
  }

  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let conversations = conversations ?? Conversations(of: model, words)
    self.conversations = conversations
    return try conversations.complete(requests)
  }

  func endConversations() async {
    conversations = nil
  }

  func close() async {
    conversations = nil
    onClose?()
    onClose = nil
  }
}
