import Foundation

/// Everything that training needs to go on: a model folder with three more files.
///
/// ```
/// FOLDER/
///   …                      the files of `SavedModel`
///   optimizer.safetensors  the buffers of the optimizer and its count of steps
///   state.json             where the caller keeps something in it: its JSON
///   digests.txt            of all files before, so that a damaged one is not trained on
/// ```
package struct Checkpoint: Equatable, Sendable {
  package var model: SavedModel
  package var optimizer: OptimizerState
  /// JSON of the caller, kept byte for byte; `nil` where it keeps none here.
  package var state: [UInt8]?

  package init(model: SavedModel, optimizer: OptimizerState, state: [UInt8]? = nil) {
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
    try ModelFolder.require(SavedModel.fileNames + [Self.optimizerName], in: folder)
    model = try SavedModel(at: folder)
    let optimizerFile = folder.appendingPathComponent(Self.optimizerName)
    let buffers = try Safetensors(at: optimizerFile)
    let parameterCount = model.parameters.layout.count
    optimizer = try ModelFileError.naming(optimizerFile.path) {
      try OptimizerState(
        buffers, bufferCount: optimizerBuffers, parameterCount: parameterCount)
    }
    let stateFile = folder.appendingPathComponent(Self.stateName)
    state =
      FileManager.default.fileExists(atPath: stateFile.path)
      ? try RegularFile.read(stateFile, limit: SavedModel.maximumTextSize) : nil
    // Last, because what was wrong above is said in more telling words. Whoever makes a folder
    // whole writes the digests, and sees to it that they are there.
    if FolderDigests.are(in: folder) { try FolderDigests.check(folder) }
  }

  /// Writes the folder whole or not at all, and replaces one of the same name.
  ///
  /// - Throws: `ModelFileError`.
  package func write(to folder: URL) throws {
    var files = try files(for: folder)
    files.append(FolderDigests.file(of: files))
    try AtomicFolder.write(files, to: folder)
  }

  /// Writes its files, without their digests, into a folder that somebody else makes whole.
  ///
  /// - Throws: `ModelFileError`.
  package func write(into folder: URL) throws {
    for file in try files(for: folder) {
      try RegularFile.write(file.bytes, to: folder.appendingPathComponent(file.name))
    }
  }

  private func files(for folder: URL) throws -> [AtomicFolder.File] {
    var files = try model.files(for: folder)
    files.append(
      AtomicFolder.File(name: Self.optimizerName, bytes: optimizer.safetensors().bytes()))
    if let state { files.append(AtomicFolder.File(name: Self.stateName, bytes: state)) }
    return files
  }
}
