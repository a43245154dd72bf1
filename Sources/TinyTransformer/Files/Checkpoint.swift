import Foundation

/// Everything that training needs to go on: a model folder with two more files.
///
/// ```
/// FOLDER/
///   …                      the files of `SavedModel`
///   optimizer.safetensors  moments and counts, named by the optimizer
///   state.json             what the caller keeps: random state, step, offset in its log
/// ```
package struct Checkpoint: Equatable, Sendable {
  package var model: SavedModel
  /// Flat buffers under names of the optimizer's choice.
  package var optimizer: [String: [Float]]
  /// JSON of the caller, kept byte for byte.
  package var state: [UInt8]

  package init(model: SavedModel, optimizer: [String: [Float]], state: [UInt8]) {
    self.model = model
    self.optimizer = optimizer
    self.state = state
  }

  private static let optimizerName = "optimizer.safetensors"
  private static let stateName = "state.json"

  /// Opens a checkpoint folder.
  ///
  /// - Throws: `ModelFileError` that names the file.
  package init(at folder: URL) throws {
    try ModelFolder.require(
      SavedModel.fileNames + [Self.optimizerName, Self.stateName], in: folder)
    model = try SavedModel(at: folder)
    let buffers = try Safetensors(at: folder.appendingPathComponent(Self.optimizerName))
    optimizer = Dictionary(
      buffers.tensors.map { ($0.name, $0.values) }, uniquingKeysWith: { first, _ in first })
    state = try RegularFile.read(
      folder.appendingPathComponent(Self.stateName), limit: SavedModel.maximumTextSize)
  }

  /// Writes the folder whole or not at all, and replaces one of the same name.
  ///
  /// - Throws: `ModelFileError`.
  package func write(to folder: URL) throws {
    let buffers = Safetensors(
      tensors: optimizer.map {
        Safetensors.Tensor(name: $0.key, shape: [$0.value.count], values: $0.value)
      })
    var files = try model.files(for: folder)
    files.append(AtomicFolder.File(name: Self.optimizerName, bytes: buffers.bytes()))
    files.append(AtomicFolder.File(name: Self.stateName, bytes: state))
    try AtomicFolder.write(files, to: folder)
  }
}
