import Foundation
import Importers
import RunLog
import RunModel
import Testing

@Suite struct `A damaged log` {
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
    for cut in Set(0..<min(count, 600)).union(max(0, count - 300)...count) {
      try folder.write(file.bytes.prefix(cut), to: file.name)
      var reading = try folder.reading(from: log.format)
      #expect(Array(whole.events.prefix(reading.events.count)) == reading.events, "cut \(cut)")
      reading.finish()
      #expect(reading.broken.count <= whole.broken.count + 1, "cut \(cut)")
      #expect(reading.broken.allSatisfy { !$0.description.isEmpty })
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
