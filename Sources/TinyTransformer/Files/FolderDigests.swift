import Basics
import Foundation

/// Digests of the files of a folder, by which a damaged one is known.
///
/// A line a file: sixteen hexadecimal digits of its FNV-1a hash, two spaces, its name. This finds
/// what a disk or a copy did to a file, not what somebody did on purpose.
enum FolderDigests {
  static let name = "digests.txt"

  /// The file that tells the digests of others.
  static func file(of files: [AtomicFolder.File]) -> AtomicFolder.File {
    let lines = files.map { "\(FNV1a.hexadecimal(of: $0.bytes))  \($0.name)\n" }
    return AtomicFolder.File(name: name, bytes: Array(lines.joined().utf8))
  }

  static func are(in folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
  }

  /// Compares the files of a folder with what was written.
  ///
  /// - Throws: `ModelFileError` that names the first damaged file.
  static func check(_ folder: URL) throws {
    let file = folder.appendingPathComponent(name)
    let text = String(decoding: try RegularFile.read(file, limit: 1 << 20), as: UTF8.self)
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else {
        throw ModelFileError(file: file.path, problem: .damaged)
      }
      let name = parts[1].trimmingCharacters(in: .whitespaces)
      let named = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: named.path) else {
        throw ModelFileError(file: folder.path, problem: .missingFiles([name]))
      }
      let bytes = try RegularFile.read(named, limit: Safetensors.maximumFileSize)
      guard FNV1a.hexadecimal(of: bytes) == parts[0] else {
        throw ModelFileError(file: named.path, problem: .damaged)
      }
    }
  }
}
