import Foundation
import RunLog

/// A packed file, and the file that has what was in it.
struct PackedFile {
  let source: String
  let target: String
  /// How the packed file was when it was unpacked.
  private var seen: Stamp?

  private struct Stamp: Equatable {
    var identity: OpenFile.Identity
    var size: Int
    var changed: Double

    init?(_ path: String) {
      guard let status = (try? FileStatus(ofPath: path)) ?? nil, status.isRegular else {
        return nil
      }
      (identity, size, changed) = (status.identity, status.size, status.changed)
    }
  }

  init(_ source: String, to target: String) {
    (self.source, self.target) = (source, target)
  }

  /// Whether it is another than it was.
  private var hasChanged: Bool {
    guard let now = Stamp(source) else { return false }
    return now != seen
  }

  /// Unpacks it for the first time.
  ///
  /// - Returns: what is wrong with it, of which the part before that was written.
  /// - Throws: `WrongUsage` where the program is missing.
  mutating func unpack(_ packing: Packing) throws -> String? {
    seen = Stamp(source)
    return try packing.unpack(source, to: target)
  }

  /// Unpacks it again where it has changed.
  ///
  /// What was there stays in its place and only more is put behind it, so that whoever reads goes on;
  /// something else takes the place of all of it.
  ///
  /// - Parameter draft: where a file may be made meanwhile.
  /// - Throws: what reading and writing throws, and `WrongUsage` where the program is missing.
  mutating func renew(draft: String) throws {
    guard hasChanged, let packing = Packing(ofFile: source) else { return }
    defer { unlink(draft) }
    seen = Stamp(source)
    // It is written to as it is read, so that its end may be torn this time.
    _ = try packing.unpack(source, to: draft)
    guard try !continueTarget(with: draft) else { return }
    guard rename(draft, target) == 0 else {
      let reason = String(cString: strerror(errno))
      throw RunLogError.refused(path: target, action: "written", reason: reason)
    }
  }

  private static let chunk = 1 << 20

  /// Whether a file begins with all that the other has, of which the rest is put behind that.
  private func continueTarget(with draft: String) throws -> Bool {
    let old = try FileHandle(forUpdating: URL(filePath: target))
    let new = try FileHandle(forReadingFrom: URL(filePath: draft))
    defer { for file in [old, new] { try? file.close() } }
    while let bytes = try old.read(upToCount: Self.chunk), !bytes.isEmpty {
      guard try new.read(upToCount: bytes.count) == bytes else { return false }
    }
    while let bytes = try new.read(upToCount: Self.chunk), !bytes.isEmpty {
      try old.write(contentsOf: bytes)
    }
    return true
  }
}
