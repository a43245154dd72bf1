import Foundation
import Importers
import RLCore
import RunLog
import RunModel
import Testing

/// Writes the files of a log as trainers do that are killed, resumed and rotated.
private struct UnreliableWriter {
  let log: SampleLog
  let folder: LogFolder
  var chance: SeededGenerator

  /// Writes one file to its end; `look` is what the dashboard does meanwhile.
  mutating func write(_ file: SampleLog.File, _ look: () throws -> Void) throws {
    var written = 0
    var accidents = 3
    while written < file.bytes.count {
      let most = max(1, file.bytes.count / 5)
      let next = min(file.bytes.count, written + Int.random(in: 1...most, using: &chance))
      try folder.append(file.bytes[written..<next], to: file.name)
      written = next
      if Bool.random(using: &chance) { try look() }
      guard accidents > 0, written < file.bytes.count || accidents == 3 else { continue }
      accidents -= 1
      written = try haveAccident(with: file, written)
      if Bool.random(using: &chance) { try look() }
    }
    try look()
  }

  /// - Returns: how much of the file is there afterwards.
  private mutating func haveAccident(with file: SampleLog.File, _ written: Int) throws -> Int {
    switch Int.random(in: 0..<5, using: &chance) {
    case 0:
      // Killed in the middle of a line, which the next process cuts off.
      let kept = Int.random(in: 0...written, using: &chance)
      try folder.write(file.bytes.prefix(kept), to: file.name)
      return kept
    case 1:
      // Rotated: a new file takes the name, and all is logged again.
      try folder.remove(file.name)
      try folder.write([UInt8](), to: file.name)
      return 0
    case 2:
      // Written beside and renamed over, as those do who never want half a file to be seen.
      try folder.remove(file.name)
      try folder.write(file.bytes.prefix(written), to: file.name)
      return written
    case 3:
      // Another log altogether was there in between, longer than the true one.
      let other = Array(file.bytes.reversed()) + file.bytes
      try folder.write(other, to: file.name)
      return try retold(file)
    default:
      // Gone for a while.
      try folder.remove(file.name)
      return 0
    }
  }

  private func retold(_ file: SampleLog.File) throws -> Int {
    let kept = file.bytes.count / 2
    try folder.write(file.bytes.prefix(kept), to: file.name)
    return kept
  }
}

@Suite struct `A writer that dies, tears, rotates and comes back` {
  @Test(arguments: SampleLog.all)
  func `leaves what a replay of the final files shows`(log: SampleLog) throws {
    for seed in 1...6 {
      let folder = try LogFolder()
      var reading = try Reading(of: folder, from: log.format)
      var writer = UnreliableWriter(
        log: log, folder: folder, chance: SeededGenerator(seed: UInt64(seed)))
      for file in log.files { try writer.write(file) { try reading.goOn() } }
      try reading.goOn()
      let replay = try folder.reading(from: log.format)
      #expect(replay.events.count > 2)
      #expect(reading.events == replay.events, "\(log), seed \(seed)")
      #expect(reading.state == replay.state, "\(log), seed \(seed)")
      #expect(reading.broken.map(\.description) == replay.broken.map(\.description))
    }
  }

  @Test func `that exchanges a file by one as long and as old is noticed`() throws {
    let folder = try LogFolder()
    func line(_ step: Int, _ value: Int) -> String { "{\"step\":\(step),\"v\":\(value)}\n" }
    let path = folder.path + "/metrics.jsonl"
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    func write(_ text: String) throws {
      try? folder.remove("metrics.jsonl")
      try folder.write(text, to: "metrics.jsonl")
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }
    try write(line(1, 1) + line(2, 2))
    var reading = try folder.reading()
    let held = try FileHandle(forReadingFrom: URL(filePath: path))
    try write(line(1, 7) + line(2, 2))
    try held.close()
    try reading.goOn()
    #expect(reading.state.scalars["v"]?.points.map(\.value) == [7, 2])
  }
}
