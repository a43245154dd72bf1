import Glibc

/// The right to write a run, held by one program at a time.
///
/// The lock is the kernel's, so it ends with the program however that ends. The file names the
/// holder for those who come second.
final class RunLock: Sendable {
  private let file: OpenFile

  init(_ run: RunDirectory) throws(RunLogError) {
    while true {
      let file = try OpenFile(run.lockPath, O_RDWR | O_CREAT, for: "locked")
      guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
        guard errno == EWOULDBLOCK else { throw .system(run.lockPath, "locked") }
        throw .inUse(path: run.path, process: try Self.holder(of: file))
      }
      // The former holder may have removed the file between its opening and its locking.
      let current = try FileStatus(ofPath: run.lockPath)
      guard current?.identity == (try file.status().identity) else { continue }
      try file.truncate(to: 0)
      try file.write(Array("\(getpid())\n".utf8))
      self.file = file
      return
    }
  }

  deinit {
    unlink(file.path)
  }

  private static func holder(of file: OpenFile) throws(RunLogError) -> Int? {
    let text = String(decoding: try file.read(32, at: 0), as: UTF8.self)
    return Int(text.prefix { $0.isNumber })
  }
}
