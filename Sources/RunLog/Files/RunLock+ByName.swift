import Glibc
import RunModel

/// Holding a run where the file system has no locks, as some network and user-space ones.
///
/// Who writes the run stands in the lock's file, and is believed as long as that process may live:
/// one on this machine can be asked about, one on another cannot.
extension RunLock {
  /// Whether an error of `flock(2)` says that nothing here can be locked.
  static func hasNoLocks(_ error: Int32) -> Bool {
    [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL].contains(error)
  }

  /// Writes this process into the file, unless another that may live stands there.
  ///
  /// Of two that come at once the one who wrote last stays.
  ///
  /// - Throws: `RunLogError.heldByName`.
  static func hold(_ file: OpenFile, of run: RunDirectory) throws(RunLogError) {
    try refuseOther(in: file, of: run)
    FileLock.take(file)
    try file.truncate(to: 0)
    let number = try file.status().identity.number
    try file.write(LockRecord(EngineActivity(.running), number: number).bytes, at: 0)
    usleep(settling)
    try refuseOther(in: file, of: run)
  }

  /// Microseconds in which another's word, written at the same moment, is in the file.
  private static let settling: UInt32 = 100_000

  private static func refuseOther(
    in file: OpenFile, of run: RunDirectory
  ) throws(RunLogError) {
    guard let record = try LockRecord(file), record.mayLive else { return }
    throw .heldByName(
      path: run.path, lock: file.path, process: record.process,
      host: record.isOfThisMachine ? nil : record.host)
  }
}

extension LockRecord {
  /// Whether the process that stands here is another that may still be there.
  fileprivate var mayLive: Bool {
    guard isOfThisMachine else { return true }
    return process != Int(getpid()) && isAlive
  }

  /// Whether this machine has a process of that number.
  var isAlive: Bool {
    guard let number = Int32(exactly: process), number > 0 else { return false }
    return kill(number, 0) == 0 || errno == EPERM
  }
}
