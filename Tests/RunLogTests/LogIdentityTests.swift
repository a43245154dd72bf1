import Glibc
import RunModel
import Testing

@testable import RunLog

@Suite struct `A log that somebody takes away` {
  let folder: TemporaryFolder
  let run: RunDirectory
  let writer: EventWriter

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
    writer = try EventWriter(run)
    try writer.append(note(1))
    try writer.synchronize()
  }

  @Test func `a removed log stops its writer at the next checkpoint`() throws {
    unlink(run.eventsPath)
    let expected = RunLogError.logReplaced(path: run.eventsPath, isGone: true)
    #expect(throws: expected) { try writer.synchronize() }
  }

  @Test func `a renamed folder stops it too`() throws {
    #expect(rename(run.path, folder("moved")) == 0)
    let expected = RunLogError.logReplaced(path: run.eventsPath, isGone: true)
    #expect(throws: expected) { try writer.synchronize() }
  }

  @Test func `another file under its name stops it, and is not touched`() throws {
    try folder.write("somebody's", to: "other")
    #expect(rename(folder("other"), run.eventsPath) == 0)
    let expected = RunLogError.logReplaced(path: run.eventsPath, isGone: false)
    #expect(throws: expected) { try writer.synchronize() }
    #expect(try folder.bytes(of: "run/events.jsonl") == Array("somebody's".utf8))
  }

  @Test func `a second writer is told who the first is though the lock's file was removed`() throws
  {
    unlink(folder("run/.lock"))
    #expect {
      try EventWriter(run)
    } throws: { error in
      guard case RunLogError.inUse(run.path, let process, nil) = error else { return false }
      // The kernel's list may be hidden; where it is there it names this very process.
      return process == nil || process == Int(getpid())
    }
    writer.close()
    try EventWriter(run).append(note(2))
    #expect(try folder.bytes(of: "run/events.jsonl") == lines(1...2))
  }

  @Test func `closing leaves a lock's file that another made`() throws {
    unlink(folder("run/.lock"))
    try folder.write("another's", to: "run/.lock")
    writer.close()
    #expect(folder.exists("run/.lock"))
  }

  @Test func `the kernel's list of locks is read by its inode`() {
    let list = """
      1: POSIX  ADVISORY  READ  99 08:01:1180433 0 EOF
      2: FLOCK  ADVISORY  WRITE 0 08:01:1180433 0 EOF
      2: -> FLOCK  ADVISORY  WRITE 12 08:01:1180433 0 EOF
      3: FLOCK  ADVISORY  WRITE 4711 08:01:1180433 0 EOF
      4: FLOCK  ADVISORY  WRITE 4712 08:01:11804331 0 EOF
      """
    #expect(LockHolder.process(holding: 1_180_433, in: list) == 4711)
    #expect(LockHolder.process(holding: 433, in: list) == nil)
    #expect(LockHolder.process(holding: 1_180_433, in: "nonsense\n5:") == nil)
  }
}
