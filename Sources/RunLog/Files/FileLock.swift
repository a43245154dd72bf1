import Glibc

/// A lock that can be asked about without taking it, unlike that of `flock(2)`.
///
/// It belongs to the open file, so no other opening of it in the same program ends it.
enum FileLock {
  /// `F_OFD_GETLK` and `F_OFD_SETLK` of <fcntl.h>, which Swift does not see.
  private static let ask: Int32 = 36
  private static let set: Int32 = 37

  static func take(_ file: OpenFile) {
    var lock = wholeFile(F_WRLCK)
    _ = fcntl(file.descriptor, set, &lock)
  }

  /// Whether somebody holds it; `nil` where the file system has none.
  static func isTaken(_ file: OpenFile) -> Bool? {
    var lock = wholeFile(F_RDLCK)
    guard fcntl(file.descriptor, ask, &lock) == 0 else { return nil }
    return lock.l_type != Int16(F_UNLCK)
  }

  private static func wholeFile(_ type: Int32) -> Glibc.flock {
    var lock = Glibc.flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    return lock
  }
}
