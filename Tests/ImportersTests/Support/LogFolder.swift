import Foundation
import Importers
import RunLog
import RunModel

/// A folder of its own for files of a foreign log, which goes when it is no longer used.
final class LogFolder {
  let path: String
  private let above: String

  init() throws {
    let name = "kolb-importers-\(UUID().uuidString)"
    above = FileManager.default.temporaryDirectory.appending(path: name).path
    // Runs have the names of their folders, and those of tests are compared.
    path = above + "/log"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: above) }

  func write(_ bytes: some Collection<UInt8>, to name: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func append(_ bytes: some Collection<UInt8>, to name: String) throws {
    let url = URL(filePath: path).appending(path: name)
    if !FileManager.default.fileExists(atPath: url.path) { return try write(bytes, to: name) }
    let handle = try FileHandle(forWritingTo: url)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  func append(_ text: String, to name: String) throws { try append(Array(text.utf8), to: name) }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }

  /// What there is to read, from the beginning to where the files end now.
  func reading(from format: String? = nil, threshold: Double = 1) throws -> Reading {
    var reading = try Reading(of: self, from: format, threshold: threshold)
    try reading.goOn()
    return reading
  }
}

/// A log as far as it was read.
struct Reading {
  private(set) var events: [LocatedEvent] = []
  private(set) var broken: [BrokenLine] = []
  private(set) var restarts = 0
  /// Episodes that stand at a later step than their own.
  private(set) var late = 0
  var reader: any ForeignReading
  let found: FoundLog

  init(of folder: LogFolder, from format: String? = nil, threshold: Double = 1) throws {
    let finder = try LogFinder(format: format, threshold: threshold, listing: .zero)
    let logs = try finder.logs(at: folder.path)
    try self.init(logs[0])
  }

  init(_ found: FoundLog) throws {
    self.found = found
    reader = try found.log.reader()
  }

  /// Reads what has come since, in small pieces.
  mutating func goOn(limit: ReadLimit = ReadLimit(lines: 7, bytes: 1 << 20)) throws {
    while true {
      let batch = try reader.readMore(limit: limit)
      take(batch)
      guard batch.status == .more else { return }
    }
  }

  mutating func finish() { take(reader.finish()) }

  private mutating func take(_ batch: EventBatch) {
    if batch.restarted { (events, broken, restarts, late) = ([], [], restarts + 1, 0) }
    late = max(late, batch.late)
    events += batch.events
    broken += batch.broken
  }

  var all: [RunEvent] { events.map(\.event.event) }

  var state: RunState {
    events.reduce(into: RunState()) { $0.apply($1.event, offset: $1.offset) }
  }

  var attempts: [AttemptRecord] {
    all.compactMap { if case .attempt(let attempt) = $0 { attempt } else { nil } }
  }

  var reflections: [ReflectionRecord] {
    all.compactMap { if case .reflection(let written) = $0 { written } else { nil } }
  }

  var metrics: [MetricsRecord] {
    all.compactMap { if case .metrics(let metrics) = $0 { metrics } else { nil } }
  }
}
