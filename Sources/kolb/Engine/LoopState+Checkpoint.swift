import ERLTraining
import Foundation
import RLCore
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

extension TrainingEngine {
  /// Where the log ended when a checkpoint was made; `nil` for one that cannot be used.
  static func logOffset(of checkpoint: CheckpointFolder) throws -> Int? {
    (try? LoopState(at: checkpoint.path))?.logOffset
  }
}
