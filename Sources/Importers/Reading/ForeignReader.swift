import Basics
import RunLog
import RunModel

/// Reads the files of a run that another trainer wrote, and follows them as they grow, appear, and
/// are written anew.
///
/// Nothing is written, and of what was read only numbers and places are kept.
struct ForeignReader: ForeignReading {
  let format: any LogFormat
  let place: LogPlace
  /// The reward from which on an attempt counts as solved.
  let threshold: Double
  /// How often folders are listed again.
  let listing: Duration

  /// The number of the next event.
  private(set) var offset = 0
  var files: [TrackedFile] = []
  /// Their places, by their slots.
  var slots: [String: Int] = [:]
  /// Those of them that have more to read.
  var pending: [Int] = []
  var numbering = Numbering()
  var book = PlaceBook()
  var facts = LogBeginningFacts()
  var hasBegun = false
  /// The first of the older files that is looked at next.
  var nextInTurn = 0
  var nextListing: ContinuousClock.Instant?
  /// Notes so far.
  var notes = 0
  /// A file that was written anew said something else than before.
  var isContradicted = false
  /// When it was begun, and how long it took from there to what was there then.
  private let begun = ContinuousClock.now
  private var took: Duration?

  init(format: any LogFormat, place: LogPlace, threshold: Double, listing: Duration) {
    (self.format, self.place, self.threshold) = (format, place, threshold)
    self.listing = listing
  }

  mutating func keep(in store: any PackedStore) { book.store = store }

  mutating func readMore(limit: ReadLimit) throws(RunLogError) -> EventBatch {
    var batch = try readOn(limit)
    batch.late = numbering.late
    return batch
  }

  private mutating func readOn(_ limit: ReadLimit) throws(RunLogError) -> EventBatch {
    var batch = EventBatch()
    if pending.isEmpty { try lookAgain(&batch) }
    var budget = limit
    while let index = pending.first {
      let isDone = try read(index, &batch, &budget)
      if isContradicted {
        begin(&batch)
        continue
      }
      guard isDone else {
        batch.status = .more
        return batch
      }
      pending.removeFirst()
    }
    batch.status = files.isEmpty ? .waiting : .caughtUp
    took = took ?? begun.duration(to: .now)
    return batch
  }

  /// Whether all that there is may be read again, by which what came late gets to its place.
  ///
  /// Most of the time is not to be spent on it, and whoever looks on is brought back to the newest
  /// step each time.
  var mayBeginAnew: Bool {
    guard let took else { return false }
    return begun.duration(to: .now) > max(took * 11, listing * 20)
  }

  mutating func finish() -> EventBatch {
    var batch = EventBatch()
    for index in files.indices {
      // What is left of it was counted already.
      if files[index].isGivenUp { _ = files[index].framer.rest() }
      while let frame = files[index].framer.rest() { take(frame, of: index, &batch) }
    }
    return batch
  }

  // MARK: - Records

  private static let chunkSize = 256 << 10

  /// Reads on in a file.
  ///
  /// - Returns: whether everything that is there was read.
  private mutating func read(
    _ index: Int, _ batch: inout EventBatch, _ budget: inout ReadLimit
  ) throws(RunLogError) -> Bool {
    guard let open = try opened(index, &batch) else { return true }
    if files[index].found.isRewritten, files[index].framer.end == 0 {
      switch try whole(open) {
      case .tooLarge: break
      case .changing:
        // Somebody is writing it: it is looked at again.
        files[index].file = nil
        return true
      case .bytes(let bytes, let status):
        files[index].append(bytes)
        files[index].whole = status
      }
    }
    while true {
      while budget.lines > 0, let frame = files[index].framer.next() {
        budget.lines -= 1
        take(frame, of: index, &batch)
        if isContradicted { return true }
      }
      guard budget.lines > 0, budget.bytes > 0 else { return false }
      let chunk =
        files[index].whole == nil
        ? try open.read(Self.chunkSize, at: files[index].framer.end) : []
      guard !chunk.isEmpty else {
        takeWholeRest(of: index, &batch)
        isContradicted = files[index].hasUnsaid
        try close(index, open)
        return true
      }
      budget.bytes -= chunk.count
      files[index].append(chunk)
    }
  }

  private enum Whole {
    case bytes([UInt8], FileStatus)
    case changing
    case tooLarge
  }

  /// What a file holds that did not change meanwhile.
  ///
  /// Of one that is written anew in its place the beginning would be old and the rest new. A larger
  /// one is read in pieces all the same.
  private func whole(_ open: OpenFile) throws(RunLogError) -> Whole {
    let before = try open.status()
    guard before.size <= Self.largestWhole else { return .tooLarge }
    var bytes: [UInt8] = []
    while bytes.count <= Self.largestWhole {
      let chunk = try open.read(Self.chunkSize, at: bytes.count)
      if chunk.isEmpty { break }
      bytes += chunk
    }
    let after = try open.status()
    let isSame =
      bytes.count == after.size && before.size == after.size && before.changed == after.changed
    return isSame ? .bytes(bytes, after) : .changing
  }

  private static let largestWhole = 32 << 20

  /// One that cannot be read is counted once, and looked at again like the others.
  private mutating func opened(
    _ index: Int, _ batch: inout EventBatch
  ) throws(RunLogError) -> OpenFile? {
    if let file = files[index].file { return file }
    do throws(RunLogError) {
      files[index].file = try OpenFile.regular(files[index].found.path)
    } catch {
      if case .missing = error { return nil }
      // Nothing is left where it is the only one.
      guard files.count > 1 else { throw error }
      if !files[index].isPassedOver {
        var words = "\(error)"
        if case .noRegularFile(_, let found) = error { words = "\(found) has its name" }
        leaveOut(Frame(offset: 0, length: 0, number: 1, bytes: []), of: index, words, &batch)
      }
      files[index].isPassedOver = true
    }
    return files[index].file
  }

  private mutating func close(_ index: Int, _ open: OpenFile) throws(RunLogError) {
    let status = if let whole = files[index].whole { whole } else { try open.status() }
    files[index].whole = nil
    files[index].sizeRead = files[index].framer.end
    files[index].changedRead = status.changed
    files[index].identityRead = status.identity
    files[index].file = nil
    files[index].framer.settle()
  }

  /// Takes a last line whose object is whole, so that a file that ends without a newline is read.
  private mutating func takeWholeRest(of index: Int, _ batch: inout EventBatch) {
    guard files[index].framer.mayBeWhole else { return }
    var framer = files[index].framer
    var parser = files[index].parser
    guard let frame = framer.rest(), let records = try? Self.records(of: frame, by: &parser) else {
      return
    }
    (files[index].framer, files[index].parser) = (framer, parser)
    emit(records, of: frame, in: index, &batch)
  }

  private mutating func take(_ frame: Frame, of index: Int, _ batch: inout EventBatch) {
    guard frame.problem != nil || !frame.isBlank else { return }
    do throws(RecordProblem) {
      if let problem = frame.problem { throw RecordProblem(problem) }
      let records = try Self.records(of: frame, by: &files[index].parser)
      emit(records, of: frame, in: index, &batch)
    } catch {
      leaveOut(frame, of: index, error.words, &batch)
      takeSecond(in: frame, of: index, &batch)
    }
  }

  /// Takes the record that a resumed trainer wrote behind one that was torn, in the same line.
  private mutating func takeSecond(
    in frame: Frame, of index: Int, _ batch: inout EventBatch
  ) {
    guard files[index].found.framing == .jsonLines,
      (try? JSONValue(parsing: frame.bytes, as: .python)) == nil,
      let place = SecondBeginning.place(in: frame.bytes)
    else { return }
    let second = Frame(
      offset: frame.offset + place, length: frame.length - place, number: frame.number,
      bytes: Array(frame.bytes[place...]))
    // What follows is no record either where more than its end was lost: one was counted.
    guard let records = try? Self.records(of: second, by: &files[index].parser) else { return }
    emit(records, of: second, in: index, &batch)
  }

  /// Counts a record, or a part of one, that cannot be read.
  func leaveOut(
    _ frame: Frame, of index: Int, _ words: String, _ batch: inout EventBatch
  ) {
    batch.broken.append(
      BrokenLine(
        number: frame.number, offset: frame.offset,
        problem: .init(.expected("a record"), byte: 0),
        file: place.isNameless ? nil : Folder.name(of: files[index].found.path), words: words))
  }

  static func records(
    of frame: Frame, by parser: inout any RecordParser
  ) throws(RecordProblem) -> [ParsedRecord] {
    let records = try parser.parse(frame)
    if let far = records.first(where: { $0.item.step.magnitude > ParsedItem.largest.magnitude }) {
      throw RecordProblem("the step \(far.item.step) is too large")
    }
    return records
  }

  private mutating func emit(
    _ records: [ParsedRecord], of frame: Frame, in index: Int, _ batch: inout EventBatch
  ) {
    for (item, record) in records.enumerated() {
      if files[index].found.isRewritten, wasSaid(record, index) { continue }
      if isContradicted { return }
      if case .beginning(let more) = record.item {
        facts = facts.filled(by: more)
        continue
      }
      if case .unread(let words) = record.item {
        leaveOut(frame, of: index, words, &batch)
        continue
      }
      let time = numbering.time(record.clock)
      if !hasBegun { add(.runStarted(start()), time, &batch) }
      hasBegun = true
      switch record.item {
      case .episode(let episode): add(episode, time, frame, item, index, &batch)
      case .metrics(let metrics): add(.metrics(metrics), time, &batch)
      case .evaluation(let evaluation): add(.evaluation(evaluation.record), time, &batch)
      case .note(let step, let text):
        notes += 1
        let note = ControlRecord(
          step: step, action: .note(Self.cut(text, note: notes)), who: format.name, remark: nil)
        add(.control(note), time, &batch)
      case .checkpoint(let checkpoint): add(.checkpoint(checkpoint), time, &batch)
      case .finished(let step): add(.runFinished(step: step), time, &batch)
      case .failed(let step, let reason): add(.runFailed(step: step, reason: reason), time, &batch)
      case .beginning, .unread: break
      }
    }
  }

  /// Notes stay in memory: long ones are cut, and those of a log with very many all the shorter.
  private static func cut(_ text: String, note: Int) -> String {
    let longest = note <= 1000 ? 4000 : 200
    let beginning = text.prefix(longest)
    return beginning.endIndex == text.endIndex ? text : beginning + "…"
  }

  /// Whether a file that was written anew said this before.
  private mutating func wasSaid(_ record: ParsedRecord, _ index: Int) -> Bool {
    let digest = FileDigest.of(record)
    let repeated = files[index].repeated
    files[index].repeated += 1
    guard repeated < files[index].said.count else {
      files[index].said.append(digest)
      return false
    }
    if files[index].said[repeated] != digest { isContradicted = true }
    return true
  }

  // MARK: - Events

  private mutating func add(
    _ event: RunEvent, _ time: EventTime?, _ batch: inout EventBatch
  ) {
    batch.events.append(
      LocatedEvent(event: LoggedEvent(event, time: time), offset: offset, length: 1))
    offset += 1
  }

  private mutating func add(
    _ parsed: ParsedEpisode, _ time: EventTime?, _ frame: Frame, _ item: Int, _ index: Int,
    _ batch: inout EventBatch
  ) {
    let place = numbering.place(of: parsed)
    let events = parsed.events(
      step: place.step, episode: place.episode, group: place.group, threshold: threshold)
    for (part, event) in events {
      book.add(
        PlaceBook.Entry(
          event: offset, file: index, offset: frame.offset, length: frame.length, item: item,
          record: frame.number, step: place.step, episode: place.episode, group: place.group,
          part: part))
      add(event, time, &batch)
    }
  }

  private func start() -> RunStart {
    let known = format.beginning(of: place).filled(by: facts)
    var start = RunStart(
      run: known.name ?? place.name, kolb: "", environment: known.environment ?? "",
      algorithm: known.algorithm ?? "", seed: known.seed ?? 0, steps: known.steps ?? 0, digest: "",
      legend: [], threshold: threshold)
    start.model = known.model
    start.format = format.name
    start.absent = format.absent
    return start
  }

  func event(at offset: Int) throws(RunLogError) -> LoggedEvent {
    let path = place.path
    func fail() -> RunLogError {
      .noEvent(path: path, offset: offset, problem: .init(.expected("a record"), byte: 0))
    }
    guard let entry = book.entry(of: offset) else { throw fail() }
    let tracked = files[entry.file]
    let bytes = try OpenFile.regular(tracked.found.path).read(entry.length, at: entry.offset)
    var parser = tracked.parser
    let frame = Frame(
      offset: entry.offset, length: bytes.count, number: entry.record, bytes: bytes)
    guard let records = try? parser.parse(frame), records.indices.contains(entry.item),
      case .episode(let parsed) = records[entry.item].item,
      let found = parsed.events(
        step: entry.step, episode: entry.episode, group: entry.group, threshold: threshold
      ).first(where: { $0.part == entry.part })
    else { throw fail() }
    return LoggedEvent(found.event)
  }
}

extension ParsedEvaluation {
  fileprivate var record: EvaluationRecord {
    let interval = Interval.wilson(successes: solved, of: count)
    return EvaluationRecord(
      step: step, name: name, successRate: count > 0 ? Double(solved) / Double(count) : 0,
      low: interval?.low ?? 0, high: interval?.high ?? 1, episodes: count, sequences: 0, tokens: 0)
  }
}
