import Basics
import Glibc
import RunModel

/// What is known of a log up to a place in it, kept so that a long log need not be read again.
///
/// Never needed: where there is none, or it does not fit the log, the log is read.
package struct LogIndex: Sendable {
  /// The run up to that place.
  package var timeline: Timeline
  /// The place, which ends a line, and the lines before it.
  package var end: Int
  package var lines: Int
  /// The event from which on words are kept, and the largest episode, when the log was read.
  package var words: Place
  package var largestEpisode: Int

  /// An event by its number and its place in the log.
  package struct Place: Sendable, Equatable {
    package var number: Int
    package var offset: Int

    package init(number: Int, offset: Int) {
      self.number = number
      self.offset = offset
    }
  }

  /// The history of a run that was read to the end of its log.
  ///
  /// Nothing can be kept of a log with lines that are no events, nor where no training step has
  /// ended.
  ///
  /// - Parameters:
  ///   - timeline: with all events of the log.
  ///   - reader: which has read them.
  ///   - words: the event from which on words are kept.
  ///   - largestEpisode: the largest number of an episode.
  package init?(_ timeline: Timeline, of reader: EventReader, words: Place, largestEpisode: Int) {
    guard let rest = timeline.rest, reader.lines == timeline.eventCount, reader.brokenLines == 0
    else { return nil }
    let offsets = timeline.offsets
    let end = rest.kept < offsets.count ? offsets[rest.kept] : reader.offset
    guard let end else { return nil }
    self.timeline = timeline
    self.end = end
    lines = rest.events
    self.words = words
    self.largestEpisode = largestEpisode
  }

  fileprivate init(_ timeline: Timeline, numbers: [Int]) {
    self.timeline = timeline
    (end, lines, largestEpisode) = (numbers[0], numbers[1], numbers[2])
    words = Place(number: numbers[3], offset: numbers[4])
  }
}

/// On the disk.
extension LogIndex {
  /// Writes the index of a log, so that there is never half of it.
  ///
  /// - Parameters:
  ///   - path: of the index.
  ///   - log: its path.
  ///   - key: tells what else the index depends on, such as the build of the program.
  ///   - seal: of an index that others can reach.
  /// - Throws: what of the log or of the index cannot be read or written.
  package func write(
    to path: String, of log: String, key: String, seal: HistorySeal? = nil
  ) throws(RunLogError) {
    let file = try OpenFile(log, OpenFile.readOnly, for: "read")
    guard timeline.rest != nil else { return }
    if let folder = Folder.parent(of: path) { try Folder.make(folder) }
    let draft = "\(path).\(getpid()).partial"
    do throws(RunLogError) {
      let index = try OpenFile.own(draft, O_WRONLY | O_CREAT | O_TRUNC, for: "written")
      try write(to: index, of: file, key, seal)
      guard rename(draft, path) == 0 else { throw .system(draft, "renamed") }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private func write(
    to index: OpenFile, of log: OpenFile, _ key: String, _ seal: HistorySeal?
  ) throws(RunLogError) {
    var failure: RunLogError?
    var digest = WordDigest()
    var sealing = seal.map { SipHash(secret: $0.secret) }
    var history = HistoryWriter(events: LineCoding()) { bytes in
      digest.add(bytes)
      sealing?.add(bytes)
      do throws(RunLogError) { try index.write(bytes) } catch { failure = failure ?? error }
    }
    timeline.write(to: &history)
    let counts = history.end()
    if let failure { throw failure }
    var back = PackedWriter()
    back.put(Self.form + key)
    back.put(bits: try Self.digest(of: log, upTo: end))
    back.put(bits: digest.end())
    back.put(
      list: [
        end, lines, largestEpisode, words.number, words.offset, counts.chunks, counts.groups,
        timeline.rest?.kept ?? 0, (timeline.offsets.first ?? nil) ?? end,
      ]
    ) { $0.put($1) }
    sealing?.add(back.bytes)
    let sealed = sealing?.end() ?? 0
    let size = UInt32(back.bytes.count).littleEndian
    try index.write(
      back.bytes + withUnsafeBytes(of: sealed.littleEndian) { Array($0) }
        + withUnsafeBytes(of: size) { Array($0) })
  }

  /// Reads the index of a log.
  ///
  /// - Returns: `nil` where there is none that fits, which is then removed.
  package static func read(from path: String, of log: String, key: String) -> LogIndex? {
    guard (try? FileStatus(ofPath: path)) ?? nil != nil else { return nil }
    if let index = try? fitting(path, log, key, nil) { return index }
    unlink(path)
    return nil
  }

  /// Reads the index that lies beside a log, if it is sealed; nothing is removed there.
  ///
  /// - Returns: `nil` where there is none that fits, or another than this user made it.
  package static func read(
    sealed path: String, by seal: HistorySeal, of log: String, key: String
  ) -> LogIndex? {
    (try? fitting(path, log, key, seal)) ?? nil
  }

  private static func fitting(
    _ path: String, _ log: String, _ key: String, _ seal: HistorySeal?
  ) throws(RunLogError) -> LogIndex? {
    let file = try OpenFile.own(path, OpenFile.readOnly, for: "read")
    let log = try OpenFile(log, OpenFile.readOnly, for: "read")
    guard
      let mapping = FileMapping(file, at: 0, count: try file.status().size, isWritable: false)
    else { return nil }
    let result = mapping.withUnsafeBytes { raw in
      Result { () throws(RunLogError) in
        try read(raw, in: mapping, of: log, key: key, seal: seal)
      }
    }
    return try result.get()
  }

  /// Bytes behind everything else: the seal, and how many there are of what stands before it.
  private static let foot = 12

  /// Whether nobody but who knows the secret can have written the bytes; without a secret, whether
  /// they are not sealed.
  private static func isSealed(_ raw: UnsafeRawBufferPointer, by seal: HistorySeal?) -> Bool {
    let sealed = raw.loadUnaligned(fromByteOffset: raw.count - foot, as: UInt64.self)
    guard let seal else { return sealed == 0 }
    var sealing = SipHash(secret: seal.secret)
    sealing.add(UnsafeRawBufferPointer(rebasing: raw[..<(raw.count - foot)]))
    return sealing.end() == UInt64(littleEndian: sealed)
  }

  private static func read(
    _ raw: UnsafeRawBufferPointer, in mapping: FileMapping, of log: OpenFile, key: String,
    seal: HistorySeal?
  ) throws(RunLogError) -> LogIndex? {
    // Nothing is made of bytes that anybody can have written.
    guard raw.count > foot, isSealed(raw, by: seal) else { return nil }
    var back = PackedReader(raw)
    let last = raw.count - foot
    back.next = last - Int(back.fixed(UInt32.self, at: raw.count - 4))
    guard back.next >= 0 else { return nil }
    let body = UnsafeRawBufferPointer(rebasing: raw[..<back.next])
    guard back.text() == form + key else { return nil }
    let (logDigest, bodyDigest) = (back.bits(), back.bits())
    let numbers = back.list { $0.integer() }
    guard numbers.count == 9, !back.isDamaged, back.next == last else { return nil }
    let (kept, begin) = (numbers[7], numbers[8])
    guard 0...max(0, numbers[0]) ~= begin, try log.status().size >= numbers[0],
      try Self.digest(of: log, upTo: numbers[0]) == logDigest,
      WordDigest.of(body) == bodyDigest
    else { return nil }
    var history = HistoryReader(
      body, chunks: numbers[5], groups: numbers[6], events: LineCoding()
    ) { MappedBytes($0, of: mapping) }
    guard let timeline = Timeline(from: &history) else { return nil }
    var index = LogIndex(timeline, numbers: numbers)
    // What can be looked back to exactly stands in the log.
    let block = try LogBlock(
      of: log, begin..<index.end, upTo: index.end, legend: timeline.latest.start?.legend ?? [])
    guard block.events.count == kept else { return nil }
    for event in block.events { index.timeline.keep(event) }
    return index
  }

  private static let form = "kolb history 6 "

  /// A digest of the beginning and the end of what a log has up to a place, and of samples between
  /// them.
  private static func digest(of log: OpenFile, upTo end: Int) throws(RunLogError) -> UInt64 {
    let (large, small, samples) = (64 << 10, 4 << 10, 64)
    var digest = FNV1a()
    digest.add(UInt64(end))
    digest.add(WordDigest.of(try log.read(min(large, end), at: 0)))
    for sample in 1..<samples {
      let place = end / samples * sample
      digest.add(WordDigest.of(try log.read(min(small, end - place), at: place)))
    }
    let last = max(0, end - large)
    digest.add(WordDigest.of(try log.read(end - last, at: last)))
    return digest.digest
  }
}

/// Events in the form of a log's lines.
private struct LineCoding: EventCoding {
  func bytes(of event: RunEvent) -> [UInt8] { EventLine.encode(LoggedEvent(event)) }

  func event(of bytes: UnsafeRawBufferPointer) -> RunEvent? {
    (try? EventLine.decode(bytes))?.event
  }
}
