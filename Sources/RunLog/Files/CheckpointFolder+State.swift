import Basics
import Glibc

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
  static let replacedSuffix = ".replaced.partial"

  /// The loop's own state.
  ///
  /// - Throws: `RunLogError` where it cannot be read.
  package func state() throws(RunLogError) -> [UInt8] {
    let hasOwn = try FileStatus(ofPath: path + "/" + Self.stateName) != nil
    return try Self.bytes(of: path + "/" + (hasOwn ? Self.stateName : Self.olderStateName))
  }

  /// Makes sure that the checkpoint is as it was finished, whichever policy wrote it.
  ///
  /// - Throws: `RunLogError.damagedCheckpoint`; another one where a file cannot be read.
  package func verify() throws(RunLogError) {
    let digests = path + "/" + Self.digestsName
    guard try FileStatus(ofPath: digests)?.isRegular == true else {
      throw .damagedCheckpoint(path: path)
    }
    let lines = String(decoding: try Self.bytes(of: digests), as: UTF8.self).split(separator: "\n")
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard parts.count == 2, !parts[1].contains("/") else {
        throw .damagedCheckpoint(path: path)
      }
      let file = path + "/" + parts[1]
      guard try FileStatus(ofPath: file)?.isRegular == true,
        try Self.digest(of: file) == parts[0]
      else { throw .damagedCheckpoint(path: file) }
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
    let older = path + Self.replacedSuffix
    try Folder.remove(older)
    if try FileStatus(ofPath: path) != nil { try Folder.rename(path, to: older) }
    do throws(RunLogError) {
      try Folder.rename(draft, to: path)
    } catch {
      try takeBack()
      throw error
    }
    try Folder.remove(older)
  }

  /// Gives a checkpoint its name back that was set aside for another which never took its place.
  func takeBack() throws(RunLogError) {
    let older = path + Self.replacedSuffix
    guard try FileStatus(ofPath: path) == nil, try FileStatus(ofPath: older) != nil else { return }
    try Folder.rename(older, to: path)
  }

  /// A line a file: the digits of its digest, two spaces, its name.
  private static func digests(ofFilesIn folder: String) throws(RunLogError) -> [UInt8] {
    var lines = ""
    for name in try Folder.names(in: folder) {
      lines += "\(try digest(of: folder + "/" + name))  \(name)\n"
    }
    return Array(lines.utf8)
  }

  /// More bytes than any file of words has.
  private static let mostText = 1 << 30
  /// More bytes than any file of weights has: to read them all would take minutes.
  private static let mostBytes = 1 << 36
  private static let piece = 1 << 20

  private static func bytes(of path: String) throws(RunLogError) -> [UInt8] {
    let (file, size) = try opened(path, upTo: mostText)
    return try file.read(size, at: 0)
  }

  private static func digest(of path: String) throws(RunLogError) -> String {
    let (file, size) = try opened(path, upTo: mostBytes)
    var digest = FNV1a()
    var place = 0
    while place < size {
      let bytes = try file.read(min(piece, size - place), at: place)
      guard !bytes.isEmpty else { break }
      digest.add(bytes)
      place += bytes.count
    }
    return digest.hexadecimal
  }

  /// - Throws: `RunLogError.damagedCheckpoint` for a file that is larger than ours can be.
  private static func opened(
    _ path: String, upTo most: Int
  ) throws(RunLogError) -> (OpenFile, size: Int) {
    let file = try OpenFile(path, O_RDONLY | O_NONBLOCK, for: "read")
    let status = try file.status()
    guard status.isRegular else { throw .foreign(path: path, found: "no regular file") }
    guard status.size <= most else { throw .damagedCheckpoint(path: path) }
    return (file, status.size)
  }
}
