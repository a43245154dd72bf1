import Glibc
import RunModel
import Synchronization

/// Appends events to the log of a run, for one program at a time.
package final class EventWriter: Sendable {
  package let run: RunDirectory
  private let file: OpenFile
  private let lock: Mutex<RunLock?>
  /// Where the last complete line ends.
  private let end: Mutex<Int>

  /// Takes hold of a run's log; a last line that a crash cut off is dropped.
  ///
  /// - Throws: `RunLogError.inUse` if another program writes the run, `RunLogError.link` if
  ///   something in its folder leads out of it.
  package init(_ run: RunDirectory) throws(RunLogError) {
    self.run = run
    try run.refuseLinks()
    let lock = try RunLock(run)
    file = try OpenFile.own(run.eventsPath, OpenFile.append, for: "written")
    // The log has a lock of its own too: the file that names the holder can be removed by hand.
    guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      throw .inUse(path: run.path, process: LockHolder.process(of: file), host: nil)
    }
    let size = try file.status().size
    let complete = try Self.endOfLastLine(of: file, size: size)
    if complete < size { try file.truncate(to: complete) }
    end = Mutex(complete)
    self.lock = Mutex(lock)
  }

  /// A program that is just being started holds a copy of every open file until it has begun, and
  /// with the copy the lock: so it is given up by word and not by closing the file.
  deinit { _ = flock(file.descriptor, LOCK_UN) }

  /// Lets another program write the run; nothing may be appended here any more.
  package func close() {
    _ = flock(file.descriptor, LOCK_UN)
    lock.withLock { $0 = nil }
  }

  /// Says to those who look at the run what its engine is doing.
  package func tell(_ activity: EngineActivity) throws(RunLogError) {
    try lock.withLock { lock throws(RunLogError) in try lock?.tell(activity) }
  }

  /// Bytes of the log so far.
  package var offset: Int { end.withLock { $0 } }

  /// Writes events with one system call, so that readers see all of them or none.
  ///
  /// When the disk is full, the part that was written is taken back, so that the log stays whole.
  ///
  /// - Returns: the size of the log behind them.
  @discardableResult
  package func append(_ events: [LoggedEvent]) throws(RunLogError) -> Int {
    var bytes: [UInt8] = []
    for event in events {
      bytes += EventLine.encode(event)
      bytes.append(UInt8(ascii: "\n"))
    }
    return try change { [bytes] end throws(RunLogError) in
      do throws(RunLogError) {
        try file.write(bytes)
      } catch {
        try file.truncate(to: end)
        throw error
      }
      end += bytes.count
    }
  }

  @discardableResult
  package func append(_ event: LoggedEvent) throws(RunLogError) -> Int {
    try append([event])
  }

  /// Waits until everything so far would survive a loss of power.
  ///
  /// - Throws: `RunLogError.logReplaced` where the log is no longer found under its name, since what
  ///   is written then is in nobody's sight and goes with this program.
  package func synchronize() throws(RunLogError) {
    let inPlace = try FileStatus(ofPath: run.eventsPath)
    guard inPlace?.identity == (try file.status().identity) else {
      throw .logReplaced(path: run.eventsPath, isGone: inPlace == nil)
    }
    try file.synchronize()
  }

  /// Drops everything behind a place of the log.
  package func truncate(to offset: Int) throws(RunLogError) {
    _ = try change { end throws(RunLogError) in
      try file.truncate(to: min(offset, end))
      end = min(offset, end)
    }
  }

  /// Whether the log reaches this place and a line ends there.
  func endsLine(at offset: Int) throws(RunLogError) -> Bool {
    guard (0...self.offset).contains(offset) else { return false }
    if offset == 0 { return true }
    return try file.read(1, at: offset - 1) == [UInt8(ascii: "\n")]
  }

  private func change(
    _ body: (inout Int) throws(RunLogError) -> Void
  ) throws(RunLogError) -> Int {
    try end.withLock { end throws(RunLogError) in
      try body(&end)
      return end
    }
  }

  /// Looks backwards for the last newline.
  private static func endOfLastLine(of file: OpenFile, size: Int) throws(RunLogError) -> Int {
    let chunk = 64 << 10
    var end = size
    while end > 0 {
      let start = max(0, end - chunk)
      let bytes = try file.read(end - start, at: start)
      if let newline = bytes.lastIndex(of: UInt8(ascii: "\n")) { return start + newline + 1 }
      end = start
    }
    return 0
  }
}
