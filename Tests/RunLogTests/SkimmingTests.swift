import Basics
import RLCore
import RunLog
import RunModel
import Testing

@Suite struct `Reading a log without its words` {
  private func digest(_ line: [UInt8], _ legend: [LegendEntry]) -> Result<
    PlacedDigest, JSONProblem
  > {
    line.withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) in try EventLine.digest(bytes, legend: legend) }
    }
  }

  private func digestOfEvent(_ line: [UInt8], _ legend: [LegendEntry]) -> Result<
    PlacedDigest, JSONProblem
  > {
    Result { () throws(JSONProblem) in
      let logged = try EventLine.decode(line)
      return PlacedDigest(
        EventDigest(logged.event, legend: legend), time: logged.time, offset: nil)
    }
  }

  private let legend = [
    LegendEntry(symbol: "C", meaning: "hole"), LegendEntry(symbol: "D", meaning: "safe"),
  ]

  @Test(arguments: 1...8)
  func `gives what reading it and leaving them out gives`(seed: UInt64) {
    var events = RandomEvents(seed: seed)
    for _ in 0..<300 {
      let line = EventLine.encode(events.next())
      #expect(digest(line, legend) == digestOfEvent(line, legend))
    }
  }

  @Test(arguments: 1...8)
  func `refuses a damaged line just as reading it does`(seed: UInt64) {
    var events = RandomEvents(seed: seed)
    var generator = SeededGenerator(seed: seed)
    var refused = 0
    for _ in 0..<2000 {
      var line = EventLine.encode(events.next())
      guard line.starts(with: Array(#"{"event":"attempt""#.utf8)) else { continue }
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: line.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: line[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: line[place] = Array(#""\[]{}:,0-.eu"#.utf8).randomElement(using: &generator) ?? 0
        case 2: line.remove(at: place)
        default: line.removeLast(line.count - max(1, place))
        }
      }
      let (one, other) = (digest(line, legend), digestOfEvent(line, legend))
      #expect(one == other, "\(String(decoding: line, as: UTF8.self))")
      if case .failure = one { refused += 1 }
    }
    #expect(refused > 50)
  }

  /// Events of several kinds, some of them no events, with the legend changed on the way.
  private func log(_ count: Int) -> [UInt8] {
    var events = RandomEvents(seed: 5)
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for number in 0..<count {
      bytes += EventLine.encode(events.next()) + [UInt8(ascii: "\n")]
      if number % 50 == 7 { bytes += Array("no event\n  \n".utf8) }
    }
    return bytes
  }

  private func skimmed(
    _ reader: inout EventReader, into timeline: inout Timeline
  ) throws -> [BrokenLine] {
    var broken: [BrokenLine] = []
    while let batch = try reader.skim() {
      #expect(!batch.restarted)
      for placed in batch.events { timeline.append(placed) }
      broken += batch.broken
    }
    return broken
  }

  @Test(arguments: [1, 100, 4000, 1 << 20])
  func `in parts of any size folds to the same run`(part: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(log(part == 1 ? 30 : 600) + Array("{\"event\":\"upd".utf8), to: "log")
    var whole = Timeline()
    var reader = try EventReader(path: folder("log"))
    let all = try readAll(&reader)
    for event in all.events { whole.append(event.event, offset: event.offset) }

    var timeline = Timeline()
    var skimming = try EventReader(path: folder("log"))
    skimming.sizes = SkimmedSizes(least: 0, part: part)
    #expect(try skimmed(&skimming, into: &timeline) == all.broken)
    #expect(skimming.lines == reader.lines && skimming.brokenLines == reader.brokenLines)
    #expect(timeline.latest == whole.latest.withoutTexts)
    #expect(try readAll(&skimming).events.isEmpty)

    var again = skimming.reader(from: 0)
    for (number, event) in try readAll(&again).events.enumerated() {
      timeline.keepWords(of: event.event, number: number)
    }
    #expect(timeline.latest == whole.latest)
  }

  @Test func `goes on with what is written afterwards, and notices a log that is cut`() throws {
    let folder = try TemporaryFolder()
    try folder.write(lines(0..<100), to: "log")
    var reader = try EventReader(path: folder("log"))
    reader.sizes = SkimmedSizes(least: 0, part: 500)
    var timeline = Timeline()
    #expect(try skimmed(&reader, into: &timeline).isEmpty)
    #expect(timeline.eventCount == 100)
    try folder.write(lines(100..<103), to: "log", mode: "a")
    #expect(try readAll(&reader).events.map(\.event) == (100..<103).map(note))
    try folder.write(lines(0..<2), to: "log")
    #expect(try readAll(&reader).events.map(\.event) == (0..<2).map(note))
    try folder.write(lines(5..<300), to: "log")
    reader = try EventReader(path: folder("log"))
    reader.sizes = SkimmedSizes(least: 0, part: 500)
    #expect(try reader.skim()?.events.isEmpty == false)
    try folder.write(lines(7..<9), to: "log")
    #expect(try reader.skim()?.restarted == true)
    #expect(try readAll(&reader).events.map(\.event) == (7..<9).map(note))
  }
}
