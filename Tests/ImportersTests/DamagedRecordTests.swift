import Importers
import RunLog
import RunModel
import Testing

/// One damaged record costs itself: neither the file nor the log is hidden by it.
@Suite struct `A damaged record` {
  @Test(arguments: SampleLog.all.filter { !$0.lines.isEmpty }, RecordDamage.ofLines)
  func `of lines is counted, and all others are read`(log: SampleLog, damage: RecordDamage) throws {
    for (place, file) in log.lines {
      let records = file.records
      // Of a table the first line has the names.
      let first = file.name.hasSuffix(".csv") && damage.isLoss ? 1 : 0
      for index in Set([first, first + 1, records.count - 1]).sorted()
      where index < records.count && (index == 0 || !damage.isOfBeginnings) {
        var (damaged, without) = (records, records)
        damaged[index] = damage.bytes(records[index]) + (damage.isLoss ? [] : records[index])
        if damage.isLoss { without.remove(at: index) }
        try Self.compare(
          log.replacing(place, by: damaged.joined()), log.replacing(place, by: without.joined()),
          damage, "\(file.name), record \(index + 1)")
      }
    }
  }

  @Test(arguments: SampleLog.all.filter { !$0.documents.isEmpty }, RecordDamage.ofDocuments)
  func `that fills its file is counted, and all other files are read`(
    log: SampleLog, damage: RecordDamage
  ) throws {
    let folder = try log.whole()
    let events = try folder.reading(from: log.format).events
    for (place, file) in log.documents {
      // What a trainer writes beside its episodes, such as summaries of training, is not read.
      let others = try log.replacing(place, by: [UInt8]()).whole()
      if log.files.count > 1, try others.reading(from: log.format).events == events { continue }
      let bytes = damage.bytes(file.bytes) + (damage.isLoss ? [] : file.bytes)
      try Self.compare(
        log.replacing(place, by: bytes), damage.isLoss ? log.replacing(place, by: [UInt8]()) : log,
        damage,
        file.name)
    }
  }

  /// Holds what is read of a damaged log against what is read of one without the record.
  private static func compare(
    _ damaged: SampleLog, _ without: SampleLog, _ damage: RecordDamage, _ place: String
  ) throws {
    let (folder, other) = (try damaged.whole(), try without.whole())
    #expect(
      (try? LogFinder().logs(at: folder.path).first?.format.name) == damaged.format,
      "\(place) hides the log")
    var reading = try Reading(of: folder, from: damaged.format)
    var expected = try Reading(of: other, from: damaged.format)
    for _ in 0..<2 {
      try reading.goOn()
      try expected.goOn()
    }
    reading.finish()
    expected.finish()
    let reasons = reading.broken.map(\.description)
    // A bad byte in a text may be shown as one.
    let isRead = reasons.isEmpty && reading.events.count > expected.events.count
    if damage.isLoss, isRead { return }
    #expect(reasons.count == (damage.isCounted ? 1 : 0), "\(place): \(reasons)")
    let isAlike = reading.events == expected.events
    #expect(isAlike, "\(place): \(reasons), \(reading.events.count) events")
  }

  @Test(arguments: SampleLog.all.filter { ["tensorboard", "wandb"].contains($0.format) })
  func `with a checksum is found again by the next one`(log: SampleLog) throws {
    let original = try log.whole()
    let whole = try original.reading()
    let bytes = log.files[0].bytes
    let places = [0, 8, 13, 30, 60, 100, bytes.count / 2, bytes.count - 40]
    for place in places {
      var (flipped, torn, longer) = (bytes, bytes, bytes)
      flipped[place] ^= 0x55
      torn.removeSubrange(place..<(place + 9))
      longer.insert(contentsOf: [7, 0, 1, 0, 0], at: place)
      for damaged in [flipped, torn, longer] {
        let folder = try log.replacing(0, by: damaged).whole()
        let found = try LogFinder().logs(at: folder.path + "/" + log.files[0].name)
        #expect(found.first?.format.name == log.format, "byte \(place)")
        var reading = try folder.reading()
        reading.finish()
        // A record may say two things, and a cut may go through two records.
        #expect(reading.events.count >= whole.events.count - 2, "byte \(place)")
        #expect(reading.events.count == whole.events.count || !reading.broken.isEmpty)
      }
    }
  }

  @Test func `that a resumed trainer went on behind is counted, and the next one read`() throws {
    let folder = try LogFolder()
    func line(_ step: Int, _ text: String) -> String {
      #"{"input":"\#(text)","output":"q {\"input\":1}","score":1,"step":\#(step)}"#
    }
    let torn = line(2, "second").prefix(31)
    try folder.write("\(line(1, "first"))\n\(torn)\(line(3, "third"))\n", to: "1.jsonl")
    let reading = try folder.reading()
    #expect(reading.attempts.map(\.task) == ["first", "third"])
    #expect(reading.broken.count == 1)
    for located in reading.events.dropFirst() {
      #expect(try reading.reader.event(at: located.offset) == located.event)
    }
  }

  @Test func `of a list that is a file takes none of the others with it`() throws {
    let log = try #require(SampleLog.all.first { $0.format == "erl" })
    let episodes = log.files.filter { $0.name.contains("episode_hash") }.prefix(3).map(\.bytes)
    let folder = try LogFolder()
    let torn = episodes[0].prefix(episodes[0].count / 2)
    let list =
      Array("[\n".utf8) + [Array(torn), episodes[1], episodes[2]].joined(separator: [0x2C])
    try folder.write(list + Array("]\n".utf8), to: "results.json")
    var reading = try folder.reading()
    reading.finish()
    #expect(reading.broken.count == 1)
    #expect(reading.attempts.count { $0.attempt == .first } == 2)
  }

  @Test func `before the rows of a table is no name of a column`() throws {
    let folder = try LogFolder()
    try folder.write("#{\"env\": \"x\"}\nr,l\n0.5,3\n0.25,4\n", to: "monitor.csv")
    #expect(try folder.reading().state.scalars.names == ["r", "l"])
    try folder.write("st\n1,0.5\n2,0.25\n", to: "monitor.csv")
    let reading = try folder.reading()
    #expect(reading.state.scalars.names == ["column 1", "column 2"])
    #expect(reading.broken.count == 1)
  }
}
