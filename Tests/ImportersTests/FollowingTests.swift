import Foundation
import Importers
import RLCore
import RunLog
import RunModel
import Testing

@Suite struct `A log that is followed` {
  @Test(arguments: SampleLog.followed)
  func `has at every moment the beginning of what it has at the end`(log: SampleLog) throws {
    let whole = try log.whole()
    let events = try whole.reading(from: log.format).events
    #expect(events.count > 2)
    for cut in log.cuts {
      let folder = try log.upTo(cut)
      let reading = try folder.reading(from: log.format)
      #expect(
        Array(events.prefix(reading.events.count)) == reading.events, "cut \(cut) of \(log)")
      #expect(reading.broken.count <= (try whole.reading(from: log.format).broken.count))
    }
  }

  @Test(arguments: SampleLog.followed)
  func `comes out the same however it was written`(log: SampleLog) throws {
    let events = try log.whole().reading(from: log.format).events
    var chance = SeededGenerator(seed: 7)
    let folder = try LogFolder()
    var reading = try Reading(of: folder, from: log.format)
    for file in log.files {
      var rest = file.bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...max(1, file.bytes.count / 6), using: &chance))
        try folder.append(piece, to: file.name)
        rest = rest.dropFirst(piece.count)
        try reading.goOn()
      }
    }
    #expect(reading.events == events)
    #expect(reading.restarts == 0)
  }

  /// Trainers write several files at once, and one of them may be behind.
  @Test(arguments: SampleLog.followed.filter { $0.files.count > 1 })
  func `comes to the same however its files grew beside each other`(log: SampleLog) throws {
    let whole = try log.whole().reading(from: log.format)
    let wanted = whole.state.asItStands
    var chance = SeededGenerator(seed: 13)
    let folder = try LogFolder()
    var rest = log.files.map { $0.bytes[...] }
    // The first tells the format, and is there when somebody looks.
    let head = min(rest[0].count, 400)
    try folder.append(rest[0].prefix(head), to: log.files[0].name)
    rest[0] = rest[0].dropFirst(head)
    var reading = try Reading(of: folder, from: log.format)
    while let place = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &chance) {
      let piece = rest[place].prefix(Int.random(in: 1...1500, using: &chance))
      try folder.append(piece, to: log.files[place].name)
      rest[place] = rest[place].dropFirst(piece.count)
      try reading.goOn()
    }
    // What came behind its step is put there when the log is read anew, which is not done at once.
    for _ in 0..<3000 where !reading.broken.isEmpty || reading.all != whole.all {
      usleep(10_000)
      try reading.goOn()
    }
    let state = reading.state.asItStands
    #expect(state.steps == wanted.steps)
    #expect(state.totals() == wanted.totals())
    #expect(state.evaluations.map(\.record) == wanted.evaluations.map(\.record))
    #expect(state.scalars == wanted.scalars)
    #expect(reading.broken.isEmpty)
    #expect(reading.all == whole.all)
  }

  @Test(arguments: SampleLog.all)
  func `survives any damage, which is counted`(log: SampleLog) throws {
    var chance = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      let folder = try LogFolder()
      for file in log.files {
        var bytes = file.bytes
        for _ in 0..<Int.random(in: 1...8, using: &chance) where !bytes.isEmpty {
          let place = Int.random(in: 0..<bytes.count, using: &chance)
          switch Int.random(in: 0..<3, using: &chance) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
          case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
          default: bytes.insert(contentsOf: [0xFF, 0x00, 0x7B], at: place)
          }
        }
        try folder.write(bytes, to: file.name)
      }
      var reading = try Reading(of: folder, from: log.format)
      try reading.goOn()
      reading.finish()
      // Whatever came of it folds into a state.
      #expect(reading.state.eventCount == reading.events.count)
    }
  }

  @Test(arguments: SampleLog.all)
  func `is known by what it holds`(log: SampleLog) throws {
    let folder = try log.whole()
    #expect(try LogFinder().logs(at: folder.path).first?.format.name == log.format)
  }

  @Test(arguments: SampleLog.all)
  func `has its words again by their places`(log: SampleLog) throws {
    let folder = try log.whole()
    let reading = try folder.reading()
    for located in reading.events {
      switch located.event.event {
      case .attempt, .reflection:
        #expect(try reading.reader.event(at: located.offset).event == located.event.event)
      default: break
      }
    }
  }

  @Test(arguments: SampleLog.all)
  func `reads the same once it was written as a run of our own`(log: SampleLog) throws {
    for located in try log.whole().reading().events {
      #expect(try EventLine.decode(EventLine.encode(located.event)) == located.event)
    }
  }

  @Test(arguments: SampleLog.all)
  func `is left as it was`(log: SampleLog) throws {
    let folder = try log.whole()
    let before = try Self.names(in: folder.path)
    _ = try folder.reading()
    #expect(try Self.names(in: folder.path) == before)
  }

  private static func names(in path: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
  }
}
