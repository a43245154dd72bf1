import Glibc
import RunModel

/// What the loop keeps beside the weights, whichever policy wrote these.
///
/// ```
/// step-000120/
///   …            the files of the policy
///   loop.json    the loop's own state; in older checkpoints state.json
///   digests.txt  of all files before, so that a damaged one is not trained on
/// ```
extension CheckpointFolder {
  private static let stateName = "loop.json"
  private static let olderStateName = "state.json"
  private static let digestsName = "digests.txt"

  /// The loop's own state.
  ///
  /// - Throws: `RunLogError` where it cannot be read.
  package func state() throws(RunLogError) -> [UInt8] {
    let hasOwn = try FileStatus(ofPath: path + "/" + Self.stateName) != nil
    return try Self.bytes(of: path + "/" + (hasOwn ? Self.stateName : Self.olderStateName))
  }

  /// Makes sure that the checkpoint was finished; what its digests are of, the policy checks.
  ///
  /// - Throws: `RunLogError.damagedCheckpoint`.
  package func requireDigests() throws(RunLogError) {
    guard try FileStatus(ofPath: path + "/" + Self.digestsName)?.isRegular == true else {
      throw .damagedCheckpoint(path: path)
    }
  }

  /// Makes the checkpoint: its folder gets its name when everything is in it.
  ///
  /// - Parameters:
  ///   - state: the loop's own.
  ///   - write: fills the folder that it is given with what the policy needs.
  /// - Throws: `RunLogError`, or what `write` throws.
  package func make(
    state: [UInt8], _ write: (_ folder: String) async throws -> Void
  ) async throws {
    let draft = path + ".partial"
    do {
      try Folder.remove(draft)
      try Folder.make(draft)
      try await write(draft)
      try Folder.write(state, to: draft + "/" + Self.stateName)
      try Folder.write(Self.digests(ofFilesIn: draft), to: draft + "/" + Self.digestsName)
      try replace(by: draft)
    } catch {
      try? Folder.remove(draft)
      throw error
    }
  }

  /// Gives a finished folder the checkpoint's name; what has the name already is set aside first, so
  /// that there is always a whole one.
  private func replace(by draft: String) throws(RunLogError) {
    let older = path + ".replaced.partial"
    try Folder.remove(older)
    if try FileStatus(ofPath: path) != nil { try Folder.rename(path, to: older) }
    try Folder.rename(draft, to: path)
    try Folder.remove(older)
  }

  /// A line a file: the digits of its digest, two spaces, its name.
  private static func digests(ofFilesIn folder: String) throws(RunLogError) -> [UInt8] {
    var lines = ""
    for name in try Folder.names(in: folder) {
      lines += "\(FNV1a.hexadecimal(of: try bytes(of: folder + "/" + name)))  \(name)\n"
    }
    return Array(lines.utf8)
  }

  private static func bytes(of path: String) throws(RunLogError) -> [UInt8] {
    let file = try OpenFile(path, O_RDONLY | O_NONBLOCK, for: "read")
    let status = try file.status()
    guard status.isRegular else { throw .foreign(path: path, found: "no regular file") }
    return try file.read(status.size, at: 0)
  }
}
