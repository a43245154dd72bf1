import Glibc
import RunLog
import RunModel
import SyntheticRuns
import Testing

@Suite struct `The kept history of a log` {
  private let folder: TemporaryFolder
  private let log: String

  init() throws {
    folder = try TemporaryFolder()
    log = folder("log")
    try write(Self.events)
  }

  private static let events = SyntheticRun(steps: 40, finishes: true).events

  private func write(_ events: some Sequence<LoggedEvent>, mode: String = "w") throws {
    let lines = events.map { EventLine.encode($0) + [UInt8(ascii: "\n")] }
    try folder.write(Array(lines.joined()), to: "log", mode: mode)
  }

  private func read(
    _ index: LogIndex? = nil
  ) throws -> (timeline: Timeline, reader: EventReader) {
    var timeline = index?.timeline ?? Timeline()
    var reader = try EventReader(path: log)
    reader.sizes = SkimmedSizes(least: 0, part: 3000)
    if let index { try reader.resume(index) }
    while let batch = try reader.skim() {
      for placed in batch.events { timeline.append(placed) }
    }
    return (timeline, reader)
  }

  private func keep(_ path: String, key: String = "k") throws {
    let (timeline, reader) = try read()
    let words = LogIndex.Place(number: 7, offset: 70)
    let index = try #require(LogIndex(timeline, of: reader, words: words, largestEpisode: 9))
    try index.write(to: path, of: log, key: key)
  }

  private func kept(_ path: String, key: String = "k") -> LogIndex? {
    LogIndex.read(from: path, of: log, key: key)
  }

  @Test(arguments: [0, 1, 2, 3, 60])
  func `gives the run back, at every place of it`(left: Int) throws {
    // Ending in the middle of a step, or with what follows the last one.
    try write(Self.events.dropLast(left))
    try keep(folder("index"))
    try write(Self.events.suffix(left), mode: "a")
    let index = try #require(kept(folder("index")))
    #expect(index.words == LogIndex.Place(number: 7, offset: 70) && index.largestEpisode == 9)
    let (again, reader) = try read(index)
    let (whole, other) = try read()
    #expect(again.latest == whole.latest)
    #expect(reader.lines == other.lines && reader.offset == other.offset)
    for events in stride(from: 0, through: whole.eventCount, by: 3) {
      let playhead = Playhead.after(events: events)
      #expect(again.state(at: playhead) == whole.state(at: playhead), "\(events)")
      #expect(again.playhead(before: playhead) == whole.playhead(before: playhead))
    }
  }

  @Test func `is thrown away where it does not fit the log`() throws {
    let path = folder("index")
    let bytes = try folder.bytes(of: "log")
    func isThrownAway(_ log: [UInt8]) throws -> Bool {
      try write(Self.events)
      try keep(path)
      try folder.write(log, to: "log")
      return kept(path) == nil && !folder.exists("index")
    }
    var changed = bytes
    changed[bytes.count / 2] ^= 1
    #expect(try isThrownAway(changed))
    #expect(try isThrownAway(Array(bytes.prefix(bytes.count / 2))))
    #expect(try isThrownAway([]))
    #expect(try !isThrownAway(bytes))
    try keep(path)
    #expect(kept(path, key: "another build") == nil && !folder.exists("index"))
  }

  @Test func `is thrown away where it is damaged`() throws {
    try keep(folder("index"))
    let bytes = try folder.bytes(of: "index")
    for place in stride(from: 0, to: bytes.count, by: bytes.count / 97) {
      var damaged = bytes
      damaged[place] ^= 0x10
      try folder.write(damaged, to: "index")
      #expect(kept(folder("index")) == nil, "byte \(place)")
      try folder.write(Array(bytes.prefix(place)), to: "index")
      #expect(kept(folder("index")) == nil, "cut at \(place)")
    }
  }

  private static func seal(_ byte: UInt8) throws -> HistorySeal {
    try #require(HistorySeal([UInt8](repeating: byte, count: HistorySeal.size)))
  }

  private func keepSealed(_ path: String, _ byte: UInt8) throws {
    let (timeline, reader) = try read()
    let words = LogIndex.Place(number: 7, offset: 70)
    let index = try #require(LogIndex(timeline, of: reader, words: words, largestEpisode: 9))
    try index.write(to: path, of: log, key: "k", seal: Self.seal(byte))
  }

  private func sealed(_ path: String, _ byte: UInt8) throws -> LogIndex? {
    try LogIndex.read(sealed: path, by: Self.seal(byte), of: log, key: "k")
  }

  @Test func `beside a log is taken from nobody else, and never removed`() throws {
    let path = folder("index")
    try keepSealed(path, 1)
    let index = try #require(try sealed(path, 1))
    #expect(try read(index).timeline.latest == read().timeline.latest)
    #expect(try sealed(path, 2) == nil && folder.exists("index"))
    // Somebody who knows the form, and not the secret.
    try keep(path)
    #expect(try sealed(path, 1) == nil && folder.exists("index"))
    #expect(kept(path) != nil)
  }

  @Test func `beside a log is passed over where anything of it was changed`() throws {
    let path = folder("index")
    try keepSealed(path, 1)
    let bytes = try folder.bytes(of: "index")
    for place in stride(from: 0, to: bytes.count, by: bytes.count / 97) {
      var damaged = bytes
      damaged[place] ^= 0x10
      try folder.write(damaged, to: "index")
      #expect(try sealed(path, 1) == nil, "byte \(place)")
      try folder.write(Array(bytes.prefix(place)), to: "index")
      #expect(try sealed(path, 1) == nil, "cut at \(place)")
    }
    try folder.write(bytes, to: "elsewhere")
    try #require(remove(path) == 0 && symlink(folder("elsewhere"), path) == 0)
    #expect(try sealed(path, 1) == nil)
  }

  @Test func `is not kept of a log with lines that are no events`() throws {
    try folder.write(Array("nonsense\n".utf8), to: "log", mode: "a")
    let (timeline, reader) = try read()
    let words = LogIndex.Place(number: 0, offset: 0)
    #expect(LogIndex(timeline, of: reader, words: words, largestEpisode: 0) == nil)
  }
}
