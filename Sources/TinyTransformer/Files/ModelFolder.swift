import Foundation

/// What every reader of a model folder does first.
enum ModelFolder {
  /// Refuses a folder that was not finished or has lost files, before any is read.
  static func require(_ names: [String], in folder: URL) throws {
    let manager = FileManager.default
    guard !folder.lastPathComponent.hasSuffix(AtomicFolder.partialSuffix) else {
      throw ModelFileError(file: folder.path, problem: .unfinishedFolder)
    }
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw ModelFileError(
        file: folder.path, problem: .cannotRead(reason: "there is no folder of this name"))
    }
    let missing = names.filter {
      !manager.fileExists(atPath: folder.appendingPathComponent($0).path)
    }
    guard missing.isEmpty else {
      throw ModelFileError(file: folder.path, problem: .missingFiles(missing))
    }
  }
}
