import Foundation
import Importers
import RunLog
import RunModel
import Testing

@Suite struct `A damaged log` {
  /// The first file of each format that is text.
  private static let documents = SampleLog.all.filter { log in
    log.files.contains { $0.bytes.first { $0 > 0x20 } == UInt8(ascii: "{") }
  }

  @Test(arguments: SampleLog.all)
  func `that ends at any byte says what stood before it`(log: SampleLog) throws {
    let file = try #require(log.files.min { $0.bytes.count < $1.bytes.count })
    let folder = try LogFolder()
    for other in log.files where other.name != file.name {
      try folder.write(other.bytes.prefix(0), to: other.name)
    }
    try folder.write(file.bytes, to: file.name)
    let whole = try folder.reading(from: log.format)
    let count = file.bytes.count
    for cut in Set(0..<min(count, 250)).union(max(0, count - 150)...count) {
      try folder.write(file.bytes.prefix(cut), to: file.name)
      var reading = try folder.reading(from: log.format)
      #expect(Array(whole.events.prefix(reading.events.count)) == reading.events, "cut \(cut)")
      reading.finish()
      #expect(reading.broken.count <= whole.broken.count + 1, "cut \(cut)")
      #expect(reading.broken.allSatisfy { !$0.description.isEmpty })
    }
  }

  @Test(arguments: documents)
  func `whose fields are of wrong types is counted, or read without them`(log: SampleLog) throws {
    let texts = log.files.filter { $0.bytes.first { $0 > 0x20 } == UInt8(ascii: "{") }
    let kinds = Dictionary(grouping: texts) { $0.name.split(separator: "/").last ?? "" }
    for file in kinds.values.compactMap({ $0.min { $0.bytes.count < $1.bytes.count } }) {
      try Self.read(log, with: file)
    }
  }

  /// Reads the log with a file whose first record is each of its mutants.
  private static func read(_ log: SampleLog, with file: SampleLog.File) throws {
    let isLines = file.name.hasSuffix(".jsonl")
    let text = String(decoding: file.bytes, as: UTF8.self)
    let record = isLines ? String(text.prefix { $0 != "\n" }) : text
    let object = try JSONSerialization.jsonObject(with: Data(record.utf8))
    let folder = try LogFolder()
    for other in log.files where other.name != file.name {
      try folder.write(other.bytes, to: other.name)
    }
    let most = max(30, min(120, 500_000 / log.files.reduce(0) { $0 + $1.bytes.count }))
    for mutant in WrongTypes.mutants(of: object, most: most) {
      let line = try JSONSerialization.data(withJSONObject: mutant)
      // A good record follows, which is read whatever the one before was.
      let good = isLines ? Array(("\n" + record + "\n").utf8) : []
      try folder.write(Array(line) + good, to: file.name)
      var reading = try folder.reading(from: log.format)
      reading.finish()
      let words = String(decoding: line.prefix(2000), as: UTF8.self)
      #expect(reading.state.eventCount == reading.events.count, "\(words)")
      for located in reading.events {
        // Rewards that are no numbers are not equal to themselves.
        let again = try EventLine.decode(EventLine.encode(located.event))
        #expect("\(again)" == "\(located.event)", "\(words)")
      }
    }
  }

  @Test(arguments: SampleLog.all)
  func `of empty files waits for them`(log: SampleLog) throws {
    let folder = try LogFolder()
    for file in log.files { try folder.write([UInt8](), to: file.name) }
    var reading = try folder.reading(from: log.format)
    #expect(reading.events.isEmpty)
    #expect(reading.broken.isEmpty)
    for file in log.files { try folder.write(file.bytes, to: file.name) }
    try reading.goOn()
    #expect(!reading.events.isEmpty)
  }

  @Test func `whose clock goes back says no time there, and goes on when it comes back`() throws {
    let folder = try LogFolder()
    let clocks = [1_700_000_000.0, 1_700_000_010, 1_600_000_000, 1e300, .nan, 1_700_000_030]
    let lines = clocks.enumerated().map { step, clock in
      "{\"step\":\(step),\"_timestamp\":\(clock.isNaN ? "NaN" : "\(clock)"),\"v\":1}\n"
    }
    try folder.write(lines.joined(), to: "metrics.jsonl")
    let points = try #require(try folder.reading().state.scalars["v"]?.points)
    #expect(points.map(\.step) == [0, 1, 2, 3, 4, 5])
    #expect(points[1].elapsed == 10)
    #expect(points[5].elapsed == 30)
  }

  @Test(
    arguments: [
      ([0, 10, 9e8, 20], [0, 10, nil, 20]), ([9e8, 0, 10, 20], [0, 0, 10, 20]),
      ([0, 10, 5e6, 5_000_010], [0, 10, nil, 5_000_010]), ([0, 100, 50, 200], [0, 100, 50, 200]),
    ] as [([Double], [Double?])])
  func `whose clock jumps says no time of a record alone`(
    clocks: [Double], elapsed: [Double?]
  ) throws {
    let folder = try LogFolder()
    let lines = clocks.enumerated().map { step, clock in
      "{\"step\":\(step),\"_timestamp\":\(1_700_000_000 + clock),\"v\":1}\n"
    }
    try folder.write(lines.joined(), to: "metrics.jsonl")
    let reading = try folder.reading()
    let times = reading.events.filter { $0.event.event != reading.events[0].event.event }
      .map { $0.event.time?.elapsed }
    #expect(times == elapsed)
  }

  @Test func `that a resumed trainer went over again has each step once`() throws {
    let folder = try LogFolder()
    func sample(_ step: Int, _ score: Int) -> String {
      #"{"input":"p","output":"q","score":\#(score),"step":\#(step)}"# + "\n"
    }
    for step in 1...4 { try folder.write(sample(step, 0), to: "\(step).jsonl") }
    var reading = try folder.reading(from: "verl")
    for step in 3...5 { try folder.write(sample(step, 1) + sample(step, 1), to: "\(step).jsonl") }
    try reading.goOn()
    #expect(reading.attempts.map(\.step) == [1, 2, 3, 3, 4, 4, 5, 5])
    #expect(reading.events == (try folder.reading(from: "verl").events))
  }
}

/// Variants of a JSON value in each of which one place holds something of another type.
private enum WrongTypes {
  private static var others: [Any] {
    [
      NSNull(), true, "x", -1, 1e308, 9_223_372_036_854_775_807, [Any](), [String: Any](),
      [["role": 7, "content": [1, ["text": NSNull()]]]],
    ]
  }

  static func mutants(of value: Any, most: Int) -> [Any] {
    let all = variants(value)
    let stride = max(1, all.count / most)
    return all.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
      .filter { JSONSerialization.isValidJSONObject($0) }
  }

  private static func variants(_ value: Any) -> [Any] {
    var found = others
    if let object = value as? [String: Any] {
      for (key, member) in object.sorted(by: { $0.key < $1.key }) {
        found.append(object.filter { $0.key != key })
        for variant in variants(member) {
          found.append(object.merging([key: variant]) { _, new in new })
        }
      }
    } else if let items = value as? [Any], let first = items.first {
      for variant in variants(first) { found.append([variant] + Array(items.dropFirst())) }
    }
    return found
  }
}
