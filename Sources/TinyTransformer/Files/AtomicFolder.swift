import Basics
import Foundation

/// A folder that appears whole or not at all, even if the machine stops while it is written.
///
/// The files are written and synchronised in a sibling folder with the suffix `.partial`, which
/// then takes the folder's name in one step. An existing folder of that name is replaced.
enum AtomicFolder {
  static let partialSuffix = ".partial"

  struct File {
    let name: String
    let bytes: [UInt8]
  }

  /// Writes `files` as the whole content of `folder`.
  ///
  /// - Throws: `ModelFileError`. The folder is then as it was before.
  static func write(_ files: [File], to folder: URL) throws {
    let partial = folder.appendingToName(partialSuffix)
    let manager = FileManager.default
    do {
      try manager.createDirectory(
        at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
      try removeIfPresent(partial)
      try manager.createDirectory(at: partial, withIntermediateDirectories: false)
      for file in files {
        try RegularFile.write(file.bytes, to: partial.appendingPathComponent(file.name))
      }
      try RegularFile.synchronizeFolder(partial)
      try rename(partial, to: folder)
      try RegularFile.synchronizeFolder(folder.deletingLastPathComponent())
    } catch let error as ModelFileError {
      try? manager.removeItem(at: partial)
      throw error
    } catch {
      try? manager.removeItem(at: partial)
      throw ModelFileError(
        file: folder.path, problem: .cannotWrite(reason: error.localizedDescription.withoutFullStop)
      )
    }
  }

  /// Gives the finished folder its name; what has the name already is set aside and then removed.
  ///
  /// Between the two renamings no folder has the name, but both are complete: a crash there costs a
  /// renaming by hand, not a checkpoint.
  private static func rename(_ partial: URL, to folder: URL) throws {
    if Foundation.rename(partial.path, folder.path) == 0 { return }
    guard errno == ENOTEMPTY || errno == EEXIST else { throw renamingFailed(folder) }

    let replaced = folder.appendingToName(".replaced" + partialSuffix)
    try removeIfPresent(replaced)
    guard Foundation.rename(folder.path, replaced.path) == 0 else { throw renamingFailed(folder) }
    guard Foundation.rename(partial.path, folder.path) == 0 else {
      let failure = renamingFailed(folder)
      _ = Foundation.rename(replaced.path, folder.path)
      throw failure
    }
    try removeIfPresent(replaced)
  }

  private static func renamingFailed(_ folder: URL) -> ModelFileError {
    ModelFileError(
      file: folder.path, problem: .cannotWrite(reason: RegularFile.lastSystemError()))
  }

  private static func removeIfPresent(_ url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    try FileManager.default.removeItem(at: url)
  }
}

extension URL {
  /// A sibling whose last path component ends in `suffix`.
  func appendingToName(_ suffix: String) -> URL {
    deletingLastPathComponent().appendingPathComponent(lastPathComponent + suffix)
  }
}
