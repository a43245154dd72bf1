import Basics
import Glibc
import RunModel

/// Reads a log from its beginning and goes on as it grows.
///
/// Nothing waits: `readMore` takes what is there and says whether it has caught up, so whoever
/// owns the reader decides when to ask again. A last line without its newline is kept until that
/// comes. A log that was shortened (a run was resumed) or replaced is read anew.
///
/// A copy of a reader of a file goes its own way; one of standard input must not be copied.
package struct EventReader: Sendable {
  /// A line with more bytes is skipped as broken.
  package static let longestLine = LineSplitter.longestLine

  package let path: String
  /// Lines read so far, and how many of them were no events.
  package private(set) var lines = 0
  package private(set) var brokenLines = 0

  private var file: OpenFile?
  private let waits: Bool
  private var isRegular = true
  private var splitter = LineSplitter()
  /// The last bytes read, which a file that has only grown still has at the same place.
  private var tail: [UInt8] = []
  package var sizes = SkimmedSizes()
  /// What reads somebody else's files in its place.
  private var foreign: (any ForeignReading)?
  /// What reads the log without its words, while that goes on.
  var skimmer: LogSkimmer?

  /// Opens a log; with `waits`, also one that is not there yet.
  package init(path: String, waits: Bool = false) throws(RunLogError) {
    self.path = path
    self.waits = waits
    try openIfThere()
  }

  private init(file: OpenFile) {
    path = file.path
    waits = false
    isRegular = false
    self.file = file
  }

  /// Reads what another trainer wrote.
  package init(_ log: ForeignLog) throws(RunLogError) {
    path = log.path
    waits = true
    foreign = try log.reader()
  }

  /// Keeps in a store where the events of somebody else's log are, instead of in memory.
  package mutating func keep(in store: (any PackedStore)?) {
    if let store { foreign?.keep(in: store) }
  }

  /// Reads standard input behind what was taken of it already, which counts as read from it.
  package static func standardInput(behind begun: [UInt8] = []) -> EventReader {
    var reader = EventReader(file: .standardInput)
    reader.splitter.append(begun)
    return reader
  }

  /// Whether it is read from a pipe, which has an end and no places.
  package var isStream: Bool { file != nil && !isRegular }

  /// How many bytes the log has now; `nil` where nobody knows.
  package var size: Int? {
    get throws(RunLogError) { isRegular ? try file?.status().size : nil }
  }

  /// Bytes read so far, those of an unfinished last line included.
  package var offset: Int { foreign?.offset ?? splitter.end }

  /// Takes up to `limit` lines from what is there now.
  package mutating func readMore(limit: ReadLimit = ReadLimit()) throws(RunLogError) -> EventBatch {
    if foreign != nil { return try readForeign(limit) }
    var batch = EventBatch()
    if file == nil { try openIfThere() }
    guard var file else {
      batch.status = .waiting
      return batch
    }
    if isRegular, try hasBeenExchanged(file) {
      restart()
      batch.restarted = true
      try openIfThere()
      guard let newFile = self.file else {
        batch.status = .waiting
        return batch
      }
      file = newFile
    }
    try fill(&batch, from: file, limit: limit)
    return batch
  }

  /// Takes a last line that has no newline, once it is known that none will come.
  package mutating func finish() -> EventBatch {
    if let rest = foreign?.finish() { return rest }
    var batch = EventBatch()
    if let line = splitter.rest() { take(line, into: &batch) }
    return batch
  }

  /// A reader of the same file from a place that an earlier batch named.
  package func reader(from offset: Int) -> EventReader {
    var reader = self
    reader.splitter = LineSplitter(from: offset)
    reader.skimmer = nil
    reader.tail = []
    return reader
  }

  /// Reads the event at a place that an earlier batch named.
  package func event(at offset: Int) throws(RunLogError) -> LoggedEvent {
    if let foreign { return try foreign.event(at: offset) }
    guard let file, isRegular else { throw .notSeekable }
    var line: [UInt8] = []
    while line.count < Self.longestLine {
      let chunk = try file.read(max(4096, line.count), at: offset + line.count)
      let newline = chunk.firstIndex(of: UInt8(ascii: "\n"))
      line += chunk[..<(newline ?? chunk.count)]
      if newline != nil || chunk.isEmpty { break }
    }
    do throws(JSONProblem) {
      return try EventLine.decode(line)
    } catch {
      throw .noEvent(path: path, offset: offset, problem: error)
    }
  }

  private mutating func readForeign(_ limit: ReadLimit) throws(RunLogError) -> EventBatch {
    guard var reader = foreign else { return EventBatch() }
    let batch = try reader.readMore(limit: limit)
    foreign = reader
    if batch.restarted { brokenLines = 0 }
    brokenLines += batch.broken.count
    return batch
  }

  private mutating func openIfThere() throws(RunLogError) {
    do throws(RunLogError) {
      let file = try OpenFile(path, OpenFile.readOnly | O_NONBLOCK, for: "read")
      let status = try file.status()
      guard !status.isFolder else { throw .foreign(path: path, found: "a folder") }
      // A named pipe may be followed by its own name, never as the log of a run's folder.
      if waits, !status.isRegular { throw .foreign(path: path, found: status.words) }
      if let words = status.endlessWords { throw .foreign(path: path, found: words) }
      isRegular = status.isRegular
      self.file = file
    } catch {
      guard waits, case .missing = error else { throw error }
      file = nil
    }
  }
}

/// Reading.
extension EventReader {
  private static let chunkSize = 256 << 10

  private mutating func fill(
    _ batch: inout EventBatch, from file: OpenFile, limit: ReadLimit
  ) throws(RunLogError) {
    let start = splitter.end
    var taken = 0
    while true {
      while taken < limit.lines, let line = splitter.next() {
        take(line, into: &batch)
        taken += 1
      }
      guard taken < limit.lines, splitter.end - start < limit.bytes else {
        batch.status = .more
        return
      }
      guard let chunk = try nextChunk(of: file) else {
        batch.status = .caughtUp
        return
      }
      guard !chunk.isEmpty else {
        batch.status = isRegular ? .caughtUp : .ended
        return
      }
      tail = Array((tail + chunk.suffix(Self.tailSize)).suffix(Self.tailSize))
      splitter.append(chunk)
    }
  }

  private func nextChunk(of file: OpenFile) throws(RunLogError) -> [UInt8]? {
    isRegular
      ? try file.read(Self.chunkSize, at: splitter.end) : try file.readAvailable(Self.chunkSize)
  }

  private mutating func take(_ line: LineSplitter.Line, into batch: inout EventBatch) {
    lines += 1
    do throws(JSONProblem) {
      guard !line.isTooLong else {
        throw JSONProblem(.lineTooLong(most: EventReader.longestLine), byte: 0)
      }
      guard let event = try splitter.decode(line) else { return }
      batch.events.append(LocatedEvent(event: event, offset: line.offset, length: line.length))
    } catch {
      brokenLines += 1
      batch.broken.append(BrokenLine(number: lines, offset: line.offset, problem: error))
    }
  }
}

/// Noticing that a file is no longer the one that was read.
extension EventReader {
  static let tailSize = 64

  private mutating func restart() {
    splitter = LineSplitter()
    skimmer = nil
    tail = []
    lines = 0
    brokenLines = 0
    file = nil
  }

  /// Whether the file was shortened, written anew, or replaced by another of its name.
  private func hasBeenExchanged(_ file: OpenFile) throws(RunLogError) -> Bool {
    let status = try file.status()
    if status.size < splitter.end { return true }
    if let named = try FileStatus(ofPath: path), named.identity != status.identity { return true }
    guard status.size > splitter.end, !tail.isEmpty else { return false }
    // A log that was shortened and has grown again since: its bytes, with the times of other
    // seconds in them, differ.
    return try file.read(tail.count, at: splitter.end - tail.count) != tail
  }

  /// Begins anew with a file that is no longer the one that was read.
  mutating func noticeExchange() throws(RunLogError) -> Bool {
    guard let file, isRegular, try hasBeenExchanged(file) else { return false }
    restart()
    try openIfThere()
    return true
  }
}

/// Reading without words.
extension EventReader {
  /// What reads on without words; `nil` where that is not worth it.
  mutating func openSkimmer() throws(RunLogError) -> LogSkimmer? {
    if foreign != nil { return nil }
    if let skimmer { return skimmer }
    if file == nil { try openIfThere() }
    // From the beginning, where it is told what the symbols stand for.
    guard let file, isRegular, splitter.end == 0 else { return nil }
    let size = try file.status().size
    guard size >= sizes.least else { return nil }
    skimmer = LogSkimmer(file, from: 0, upTo: size, part: sizes.part)
    return skimmer
  }

  /// Goes on, without words, where the history of a log ends that was kept.
  package mutating func resume(_ index: LogIndex) throws(RunLogError) {
    guard let file, isRegular else { return }
    lines = index.lines
    try goOn(in: file, from: index.end)
    skimmer = LogSkimmer(
      file, from: index.end, upTo: try file.status().size, part: sizes.part,
      legend: index.timeline.latest.start?.legend ?? [])
  }

  private mutating func goOn(in file: OpenFile, from end: Int) throws(RunLogError) {
    splitter = LineSplitter(from: end)
    let size = min(end, Self.tailSize)
    tail = try file.read(size, at: end - size)
  }

  /// Goes on behind the lines of a part that was read without words.
  mutating func pass(_ block: LogBlock) throws(RunLogError) {
    lines += block.lines
    brokenLines += block.broken.count
    guard let file, let end = block.end else { return }
    try goOn(in: file, from: end)
  }
}
