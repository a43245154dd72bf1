import Glibc

/// What folders take of the disk.
package enum DiskUse {
  /// Bytes of a file, or of a folder with everything in it; links are counted, not followed.
  ///
  /// What cannot be looked at counts nothing, because whoever asks wants to know what can be freed.
  package static func bytes(at path: String) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_size) }
    guard let names = try? Folder.names(in: path) else { return 0 }
    return names.reduce(0) { $0 + bytes(at: path + "/" + $1) }
  }

  /// What tells whether a file is still as it was: its bytes, and when they changed last.
  package struct Stamp: Sendable, Hashable {
    package let size: Int
    package let changed: Double
  }

  /// The stamp of a run's log; `nil` where there is none.
  package static func stamp(ofLogOf run: RunDirectory) -> Stamp? { stamp(at: run.eventsPath) }

  /// The stamp of a regular file; `nil` where there is none.
  package static func stamp(at path: String) -> Stamp? {
    guard let status = try? FileStatus(ofPath: path), status.isRegular else { return nil }
    return Stamp(size: status.size, changed: status.changed)
  }
}
