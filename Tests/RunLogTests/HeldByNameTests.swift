import Glibc
import RunModel
import Testing

@testable import RunLog

/// On file systems that lock nothing, the lock's file alone says who writes a run.
@Suite struct `A run where nothing can be locked` {
  let folder: TemporaryFolder
  let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
  }

  private func lock(failingWith error: Int32 = ENOLCK) throws -> RunLock {
    try RunLock(run) { _, _ in
      errno = error
      return -1
    }
  }

  /// Writes the word of another process, as it stands in the lock's file.
  private func write(process: Int, host: String? = nil) throws {
    var record = LockRecord(EngineActivity(.running), number: 1)
    record.process = process
    if let host { record.host = host }
    try folder.write(String(decoding: record.bytes, as: UTF8.self), to: "run/.lock")
  }

  private func refusal(process: Int, host: String?) -> RunLogError {
    .heldByName(path: run.path, lock: run.lockPath, process: process, host: host)
  }

  @Test(arguments: [ENOLCK, ENOSYS, EOPNOTSUPP])
  func `is written all the same, by one that stands in the file`(error: Int32) throws {
    let lock = try lock(failingWith: error)
    let record = try LockRecord(OpenFile.regular(run.lockPath))
    #expect(record?.process == Int(getpid()))
    withExtendedLifetime(lock) {}
  }

  @Test func `a second writer is told the process that lives, and its word stays`() throws {
    // The first process of a machine always lives.
    try write(process: 1)
    let error = #expect(throws: refusal(process: 1, host: nil)) { try lock() }
    #expect(error?.description.contains("by process 1 on this machine") == true)
    #expect(error?.description.contains("remove that file") == true)
    #expect(try LockRecord(OpenFile.regular(run.lockPath))?.process == 1)
  }

  @Test func `a process of another machine is believed to live, by its name`() throws {
    try write(process: 4711, host: "elsewhere")
    let error = #expect(throws: refusal(process: 4711, host: "elsewhere")) { try lock() }
    #expect(error?.description.contains("by process 4711 on elsewhere") == true)
  }

  @Test func `a process that is gone leaves the run to the next`() throws {
    try write(process: 99_999_999)
    let lock = try lock()
    #expect(try LockRecord(OpenFile.regular(run.lockPath))?.process == Int(getpid()))
    withExtendedLifetime(lock) {}
  }

  @Test func `another error is no permission to write`() throws {
    #expect(throws: RunLogError.self) { try lock(failingWith: EIO) }
  }
}
