import Glibc
import RunModel

/// The right to write a run, held by one program at a time.
///
/// The lock is the kernel's, so it ends with the program however that ends. The file names the
/// holder for those who come second, and says what its engine is doing. Where a file system has no
/// locks, the file's word is what there is: see `RunLock+ByName.swift`.
final class RunLock: Sendable {
  let file: OpenFile

  /// - Parameters:
  ///   - run: where it lies.
  ///   - lock: how a whole file is locked, `flock(2)`.
  /// - Throws: `RunLogError.inUse` or `.heldByName` where another has the right.
  init(
    _ run: RunDirectory, by lock: (Int32, Int32) -> Int32 = flock
  ) throws(RunLogError) {
    while true {
      let file = try OpenFile.own(run.lockPath, O_RDWR | O_CREAT, for: "locked")
      guard lock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
        if Self.hasNoLocks(errno) {
          try Self.hold(file, of: run)
          self.file = file
          return
        }
        guard errno == EWOULDBLOCK else { throw .system(run.lockPath, "locked") }
        let record = try LockRecord(file)
        throw .inUse(
          path: run.path, process: record?.process,
          host: record.flatMap { $0.isOfThisMachine ? nil : $0.host })
      }
      // The former holder may have removed the file between its opening and its locking.
      let current = try FileStatus(ofPath: run.lockPath)
      guard current?.identity == (try file.status().identity) else { continue }
      FileLock.take(file)
      try file.truncate(to: 0)
      self.file = file
      try tell(EngineActivity(.running))
      return
    }
  }

  deinit {
    // Where somebody removed the file, what lies there now is another's.
    let current = try? FileStatus(ofPath: file.path)
    if let own = try? file.status().identity, current?.identity == own { unlink(file.path) }
  }

  /// Says what the engine is doing.
  func tell(_ activity: EngineActivity) throws(RunLogError) {
    let record = LockRecord(activity, number: try file.status().identity.number)
    try file.write(record.bytes, at: 0)
  }
}
