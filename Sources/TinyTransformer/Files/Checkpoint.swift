import Foundation

/// Everything that training needs to go on: a model folder with three more files.
///
/// ```
/// FOLDER/
///   …                      the files of `SavedModel`
///   optimizer.safetensors  the buffers of the optimizer and its count of steps
///   state.json             what the caller keeps: random state, step, offset in its log
///   digests.txt            of all files before, so that a damaged one is not trained on
/// ```
package struct Checkpoint: Equatable, Sendable {
  package var model: SavedModel
  package var optimizer: OptimizerState
  /// JSON of the caller, kept byte for byte.
  package var state: [UInt8]

  package init(model: SavedModel, optimizer: OptimizerState, state: [UInt8]) {
    self.model = model
    self.optimizer = optimizer
    self.state = state
  }

  private static let optimizerName = "optimizer.safetensors"
  private static let stateName = "state.json"

  /// Opens a checkpoint folder.
  ///
  /// - Parameters:
  ///   - folder: as `write(to:)` left it.
  ///   - optimizerBuffers: how many buffers the optimizer keeps that is to go on from here.
  /// - Throws: `ModelFileError` that names the file.
  package init(at folder: URL, optimizerBuffers: Int) throws {
    try ModelFolder.require(
      SavedModel.fileNames + [Self.optimizerName, Self.stateName, FolderDigests.name], in: folder)
    model = try SavedModel(at: folder)
    let optimizerFile = folder.appendingPathComponent(Self.optimizerName)
    let buffers = try Safetensors(at: optimizerFile)
    let parameterCount = model.parameters.layout.count
    optimizer = try ModelFileError.naming(optimizerFile.path) {
      try OptimizerState(
        buffers, bufferCount: optimizerBuffers, parameterCount: parameterCount)
    }
    state = try RegularFile.read(
      folder.appendingPathComponent(Self.stateName), limit: SavedModel.maximumTextSize)
    // Last, because what was wrong above is said in more telling words.
    try FolderDigests.check(folder)
  }

  /// What the caller kept in a checkpoint, without its weights.
  ///
  /// - Throws: `ModelFileError` that names the file.
  package static func state(at folder: URL) throws -> [UInt8] {
    try ModelFolder.require(
      SavedModel.fileNames + [optimizerName, stateName], in: folder)
    return try RegularFile.read(
      folder.appendingPathComponent(stateName), limit: SavedModel.maximumTextSize)
  }

  /// Writes the folder whole or not at all, and replaces one of the same name.
  ///
  /// - Throws: `ModelFileError`.
  package func write(to folder: URL) throws {
    var files = try model.files(for: folder)
    files.append(
      AtomicFolder.File(name: Self.optimizerName, bytes: optimizer.safetensors().bytes()))
    files.append(AtomicFolder.File(name: Self.stateName, bytes: state))
    files.append(FolderDigests.file(of: files))
    try AtomicFolder.write(files, to: folder)
  }
}
