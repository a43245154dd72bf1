import ERLTraining
import Foundation
import LocalPolicy
import RunLog
import TinyTransformer

extension LoopState {
  /// The state that a checkpoint holds.
  ///
  /// - Throws: `ModelFileError` where the folder is not whole, or what the decoder says.
  init(at checkpoint: String) throws {
    try self.init(decoding: Checkpoint.state(at: URL(fileURLWithPath: checkpoint)))
  }
}

extension CheckpointFolder {
  /// Where the log ended when the checkpoint was made.
  ///
  /// Reads the whole checkpoint, so that what cannot be read is found before the log is cut.
  ///
  /// - Parameter base: the model that the run began with.
  /// - Returns: `nil`, and a word to the user, if the checkpoint is damaged.
  /// - Throws: `LocalPolicyError` if it belongs to another model, which no earlier one cures.
  func logOffset(base: SavedModel) async throws -> Int? {
    do {
      let state = try await LocalPolicy(base: base, threads: 1).load(from: path)
      return try LoopState(decoding: state).logOffset
    } catch let error as LocalPolicyError {
      throw error
    } catch {
      StandardError.write("\(name) cannot be used, so an earlier one is taken: \(error)")
      return nil
    }
  }
}
