import ERLTraining
import RLCore
import RunLog
import TinyTransformer

extension CheckpointFolder {
  /// The loop's own state.
  ///
  /// - Throws: `RunLogError`, or what the decoder says.
  func loopState() throws -> LoopState { try LoopState(decoding: state()) }

  /// Loads the checkpoint into a policy and says where the log ended when it was made.
  ///
  /// Reads all of it, so that what cannot be read is found before the log is cut.
  ///
  /// - Returns: `nil`, and a word to the user, if the checkpoint is damaged.
  /// - Throws: what an earlier checkpoint would not cure: it belongs to another model, or cannot be
  ///   read at all.
  func logOffset(loadingInto policy: any Policy) async throws -> Int? {
    do {
      try verify()
      try await (policy as? any TrainablePolicy)?.load(from: path)
      return try loopState().logOffset
    } catch let error where error.isDamage {
      StandardError.write("\(name) is damaged, so an earlier one is taken: \(error)")
      return nil
    }
  }
}

extension Error {
  /// Whether a file is not as it was written, rather than out of reach or of another model.
  fileprivate var isDamage: Bool {
    switch self {
    case let error as ModelFileError:
      if case .cannotRead = error.problem { false } else { true }
    case is DecodingError: true
    case let error as RunLogError:
      switch error {
      case .missing, .damagedCheckpoint: true
      default: false
      }
    default: false
    }
  }
}
