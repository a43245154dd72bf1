import Basics
import Glibc
import RunLog
import RunModel
import Testing

@Suite struct `Reading a log` {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `a log cut off anywhere gives its whole lines`() throws {
    let whole = lines(0..<3)
    let ends = whole.indices.filter { whole[$0] == 10 }.map { $0 + 1 }
    for length in 0...whole.count {
      try folder.write(Array(whole.prefix(length)), to: "log")
      var reader = try EventReader(path: folder("log"))
      let batch = try reader.readMore()
      let count = ends.count { $0 <= length }
      #expect(batch.events.map(\.event) == (0..<count).map(note))
      #expect(batch.broken.isEmpty)
      // Given up on, the rest is an event only if nothing but its newline is missing.
      let rest = reader.finish()
      #expect(rest.events.count == (ends.contains(length + 1) ? 1 : 0))
      #expect(
        rest.broken.count
          == (ends.contains(length + 1) || length == 0 || ends.contains(length) ? 0 : 1))
    }
  }

  @Test func `an event is found again by its place`() throws {
    try folder.write(lines(0..<50), to: "log")
    var reader = try EventReader(path: folder("log"))
    let batch = try reader.readMore()
    #expect(batch.events.count == 50)
    for found in batch.events.reversed() {
      #expect(try reader.event(at: found.offset) == found.event)
    }
    #expect(batch.events.map(\.length).reduce(0, +) == reader.offset)
    #expect(throws: RunLogError.self) { try reader.event(at: 3) }
    #expect(throws: RunLogError.self) { try reader.event(at: 1_000_000) }
  }

  @Test(arguments: [1, 7, 100])
  func `no call takes more lines than asked for`(limit: Int) throws {
    try folder.write(lines(0..<40), to: "log")
    var reader = try EventReader(path: folder("log"))
    var found: [LoggedEvent] = []
    var batch = EventBatch()
    repeat {
      batch = try reader.readMore(limit: ReadLimit(lines: limit))
      #expect(batch.events.count <= limit)
      found += batch.events.map(\.event)
    } while batch.status == .more
    #expect(found == (0..<40).map(note))
  }

  @Test func `broken lines are counted and told with their place`() throws {
    let good = lines([1])
    let text = Array("\u{FEFF}\n \r\n".utf8) + good + [0, 0, 10] + Array("{}\n".utf8) + good
    try folder.write(text, to: "log")
    var reader = try EventReader(path: folder("log"))
    let batch = try reader.readMore()
    #expect(batch.events.map(\.event) == [note(1), note(1)])
    #expect(reader.lines == 6)
    #expect(reader.brokenLines == 2)
    #expect(
      batch.broken.map(\.description) == [
        "line 4: an object was expected at byte 0", "line 5: 'event' is missing",
      ])
    #expect(batch.broken.map(\.offset) == [7 + good.count, 7 + good.count + 3])
  }

  @Test func `a line without end is dropped and the next one read`() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: EventReader.longestLine * 2 + 5)
    try folder.write(long + [10] + lines(1..<2), to: "log")
    var reader = try EventReader(path: folder("log"))
    let batch = try readAll(&reader)
    #expect(batch.broken.map(\.problem.reason) == [.lineTooLong(most: EventReader.longestLine)])
    #expect(batch.events.map(\.event) == [note(1)])
    #expect(batch.events.map(\.offset) == [long.count + 1])
  }

  @Test func `no damage to a log makes reading crash`() throws {
    var events = RandomEvents(seed: 5)
    var bytes: [UInt8] = []
    for _ in 0..<5_000 { bytes += EventLine.encode(events.next()) + [10] }
    for _ in 0..<3_000 {
      let place = Int.random(in: 0..<bytes.count, using: &events.generator)
      bytes[place] = UInt8.random(in: 0...255, using: &events.generator)
    }
    try folder.write(bytes, to: "log")
    var reader = try EventReader(path: folder("log"))
    let batch = try readAll(&reader)
    #expect(batch.events.count > 2_000)
    #expect(batch.broken.count > 500)
    for found in batch.events {
      #expect(try reader.event(at: found.offset) == found.event || found.event != found.event)
    }
  }
}

@Suite struct `Following a log` {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `bytes that come one by one give each event once, when its line ends`() throws {
    try folder.write([], to: "log")
    var reader = try EventReader(path: folder("log"))
    for number in 0..<5 {
      for byte in lines([number]).dropLast() {
        try folder.write([byte], to: "log", mode: "a")
        #expect(try reader.readMore() == EventBatch())
      }
      try folder.write([10], to: "log", mode: "a")
      #expect(try reader.readMore().events.map(\.event) == [note(number)])
    }
    #expect(reader.lines == 5)
  }

  @Test func `another thread's events all arrive in order`() async throws {
    let run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
    let writing = Task.detached {
      let writer = try EventWriter(run)
      for number in 0..<2_000 { try writer.append(note(number)) }
    }
    var reader = try EventReader(path: run.eventsPath)
    var found: [LoggedEvent] = []
    while found.count < 2_000 {
      let batch = try reader.readMore(limit: ReadLimit(lines: 100))
      #expect(batch.broken.isEmpty && !batch.restarted)
      found += batch.events.map(\.event)
      if batch.status != .more { try await Task.sleep(for: .milliseconds(1)) }
    }
    try await writing.value
    #expect(found == (0..<2_000).map(note))
  }

  @Test func `a file that is not there yet is waited for if asked to`() throws {
    #expect(throws: RunLogError.missing(path: folder("log"))) {
      try EventReader(path: folder("log"))
    }
    var reader = try EventReader(path: folder("log"), waits: true)
    #expect(try reader.readMore().status == .waiting)
    try folder.write(lines([1]), to: "log")
    #expect(try reader.readMore().events.map(\.event) == [note(1)])
  }

  @Test func `a shortened log is read anew`() throws {
    try folder.write(lines([1]) + lines([2]), to: "log")
    var reader = try EventReader(path: folder("log"))
    _ = try reader.readMore()
    try folder.write(lines([1]), to: "log")
    let batch = try reader.readMore()
    #expect(batch.restarted)
    #expect(batch.events.map(\.event) == [note(1)])
    #expect(try !reader.readMore().restarted)
  }

  @Test func `a log that was shortened and has grown past its old end is read anew`() throws {
    try folder.write(lines([1]) + lines([2]), to: "log")
    var reader = try EventReader(path: folder("log"))
    _ = try reader.readMore()
    try folder.write(lines([1]) + lines([30]) + lines([31]), to: "log")
    let batch = try reader.readMore()
    #expect(batch.restarted)
    #expect(batch.events.map(\.event) == [note(1), note(30), note(31)])
  }

  @Test func `a log that was replaced is read anew`() throws {
    try folder.write(lines([1]), to: "log")
    var reader = try EventReader(path: folder("log"), waits: true)
    _ = try reader.readMore()
    try folder.write(lines([1]) + lines([2]), to: "new")
    #expect(rename(folder("new"), folder("log")) == 0)
    let batch = try reader.readMore()
    #expect(batch.restarted)
    #expect(batch.events.map(\.event) == [note(1), note(2)])
  }

  @Test func `a log that was removed keeps what was read`() throws {
    try folder.write(lines([1]), to: "log")
    var reader = try EventReader(path: folder("log"))
    _ = try reader.readMore()
    unlink(folder("log"))
    #expect(try reader.readMore() == EventBatch())
    #expect(try reader.event(at: 0) == note(1))
  }

  @Test func `a pipe is read as it fills and ends when it is closed`() throws {
    #expect(mkfifo(folder("pipe"), 0o644) == 0)
    var reader = try EventReader(path: folder("pipe"))
    let pipe = try #require(fopen(folder("pipe"), "w"))
    setvbuf(pipe, nil, _IONBF, 0)
    #expect(try reader.readMore().status == .caughtUp)
    let bytes = lines([1]) + lines([2]).dropLast()
    fwrite(bytes, 1, bytes.count, pipe)
    #expect(try reader.readMore().events.map(\.event) == [note(1)])
    fclose(pipe)
    #expect(try reader.readMore().status == .ended)
    #expect(reader.finish().events.map(\.event) == [note(2)])
    #expect(throws: RunLogError.notSeekable) { try reader.event(at: 0) }
  }
}
