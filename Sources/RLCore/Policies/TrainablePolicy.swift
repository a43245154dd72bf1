/// A policy whose weights can be changed by gradients.
///
/// Advantages, normalisation, KL and distillation weights belong to the training loop: a policy
/// sees only a coefficient for each token and the kind of loss.
package protocol TrainablePolicy: Policy {
  /// The tokens of conversations, those that it drew itself as they were drawn.
  ///
  /// - Returns: for each conversation its tokens with what is learnt from marked: one sequence, or
  ///   several where its template writes a turn otherwise once another follows it.
  func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]]

  /// Adds the gradients of a batch to those accumulated so far.
  ///
  /// - Returns: one report a row, in their order.
  func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport]

  /// log π of the marked tokens under the current weights, in nats at the row's temperature.
  func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]]

  /// log π of the marked tokens under the weights that training started from.
  func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]]

  /// Applies the accumulated gradients and clears them.
  ///
  /// - Returns: the norm of the gradient before clipping.
  /// - Throws: `NonFiniteGradient`, before any weight is changed.
  func optimizerStep(_ options: OptimizerStep) async throws -> Float

  /// Makes the trained weights those that are sampled from.
  func publish() async throws

  /// The policy as it is now, for whoever measures or keeps it while training goes on; `nil` where
  /// there is no room or no processor for both.
  func snapshot() async -> PolicySnapshot?

  /// Writes everything that it needs to go on training exactly into a folder that exists.
  ///
  /// The caller gives the folder its name once everything is in it.
  func save(to folder: String) async throws

  /// Takes up what `save` wrote.
  func load(from folder: String) async throws

  /// Tells these weights from any others.
  func weightsDigest() async -> String
}

extension TrainablePolicy {
  package func snapshot() async -> PolicySnapshot? { nil }
}
