import Glibc

/// A file that is open for as long as the value lives.
package final class OpenFile: Sendable {
  /// Which file it is, whatever its name.
  package struct Identity: Equatable, Sendable {
    var device: UInt
    var number: UInt
  }

  static let readOnly = O_RDONLY
  static let append = O_RDWR | O_APPEND | O_CREAT
  /// For a file that must not be there yet.
  static let writeNew = O_WRONLY | O_CREAT | O_EXCL

  package let path: String
  let descriptor: Int32
  private let closesAtEnd: Bool

  /// Opens a file that must be a regular one, to read it: nothing waits for a pipe's other end.
  ///
  /// - Throws: `RunLogError.foreign` with what is there instead.
  package static func regular(_ path: String) throws(RunLogError) -> OpenFile {
    let file = try OpenFile(path, readOnly | O_NONBLOCK, for: "read")
    let status = try file.status()
    guard status.isRegular else { throw .noRegularFile(path: path, found: status.words) }
    return file
  }

  /// Opens a file of a run's folder that is to be written; `flags` as for `open(2)`.
  ///
  /// - Throws: `RunLogError.link` where the name leads elsewhere, since the folder may have come from
  ///   somebody else; `RunLogError.noRegularFile` where a pipe or a device lies there.
  static func own(
    _ path: String, _ flags: Int32, for action: String
  ) throws(RunLogError) -> OpenFile {
    if let target = Folder.target(ofLink: path) { throw .link(path: path, target: target) }
    // The second look is the kernel's, so that no link takes the place in between.
    let file = try OpenFile(path, flags | O_NOFOLLOW | O_NONBLOCK, for: action)
    let status = try file.status()
    guard status.isRegular else { throw .noRegularFile(path: path, found: status.words) }
    return file
  }

  /// Opens a file; `flags` as for `open(2)`.
  init(_ path: String, _ flags: Int32, for action: String) throws(RunLogError) {
    self.path = path
    closesAtEnd = true
    descriptor = open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      if errno == ENOENT { throw .missing(path: path) }
      throw .system(path, action)
    }
  }

  private init(descriptor: Int32, named path: String) {
    self.path = path
    self.descriptor = descriptor
    closesAtEnd = false
  }

  static let standardInput = OpenFile(descriptor: STDIN_FILENO, named: "-")

  deinit {
    if closesAtEnd { close(descriptor) }
  }

  package func status() throws(RunLogError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path, "looked at") }
    return FileStatus(status)
  }

  /// Reads up to `count` bytes from a place of the file; none at its end.
  package func read(_ count: Int, at offset: Int) throws(RunLogError) -> [UInt8] {
    try filled(count) { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
  }

  /// Reads a file of no known size, such as the kernel's, to its end.
  func readToEnd(atMost limit: Int) throws(RunLogError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let more = try read(64 << 10, at: bytes.count)
      guard !more.isEmpty else { break }
      bytes += more
    }
    return bytes
  }

  /// Reads up to `count` bytes that are there now; `nil` if there are none yet, none at the end.
  func readAvailable(_ count: Int) throws(RunLogError) -> [UInt8]? {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 0) > 0 else { return nil }
    return try filled(count) { Glibc.read(descriptor, $0.baseAddress, count) }
  }

  private func filled(
    _ count: Int, by read: (UnsafeMutableBufferPointer<UInt8>) -> Int
  ) throws(RunLogError) -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var result = -1
      repeat { result = read(buffer) } while result < 0 && errno == EINTR
      failed = result < 0
      filled = max(0, result)
    }
    guard !failed else { throw .system(path, "read") }
    return bytes
  }

  /// Writes all bytes, with one system call unless the system takes fewer.
  func write(_ bytes: [UInt8]) throws(RunLogError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        guard errno == EINTR else { throw .system(path, "written") }
      } else {
        written += count
      }
    }
  }

  /// Writes bytes over a place of the file, with one system call.
  func write(_ bytes: [UInt8], at offset: Int) throws(RunLogError) {
    var written = -1
    repeat {
      written = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset))
      }
    } while written < 0 && errno == EINTR
    guard written == bytes.count else { throw .system(path, "written") }
  }

  func truncate(to size: Int) throws(RunLogError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw .system(path, "shortened") }
  }

  /// Waits until what was written would survive a loss of power.
  func synchronize() throws(RunLogError) {
    guard fsync(descriptor) == 0 else { throw .system(path, "written to the disk") }
  }
}

/// What the file system says of a file.
package struct FileStatus: Sendable {
  package var identity: OpenFile.Identity
  package var size: Int
  /// Seconds since 1970 at which the contents changed last.
  package var changed: Double
  package var isRegular: Bool
  package var isFolder: Bool
  private let kind: UInt32

  /// What it is, in the words of an error.
  package var words: String {
    switch kind {
    case S_IFREG: "a file"
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }

  /// The same of what has no end, or cannot be read as a file at all.
  var endlessWords: String? {
    [S_IFSOCK, S_IFBLK, S_IFCHR].contains(kind) ? words : nil
  }

  init(_ status: stat) {
    identity = OpenFile.Identity(device: UInt(status.st_dev), number: UInt(status.st_ino))
    size = Int(status.st_size)
    changed = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9
    isRegular = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    kind = status.st_mode & S_IFMT
  }

  /// What lies at a path, links followed; `nil` if nothing does.
  package init?(ofPath path: String) throws(RunLogError) {
    var status = Glibc.stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw .system(path, "looked at") }
      return nil
    }
    self.init(status)
  }
}

extension RunLogError {
  /// The error of the system call that has just failed.
  static func system(_ path: String, _ action: String) -> RunLogError {
    .refused(path: path, action: action, reason: String(cString: strerror(errno)))
  }
}
