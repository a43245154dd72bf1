import Foundation
import Glibc
import RunLog
import RunModel
import Testing

/// A folder that is removed when the test that made it ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    // In memory where that is to be had: waiting for a disk proves nothing here.
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array((parent + "/kolb-test-XXXXXX").utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a name in the folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  func write(_ bytes: [UInt8], to name: String, mode: String = "w") throws {
    let file = try #require(fopen(self(name), mode))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// Writes a file into a folder that is made if it is missing.
  func write(_ text: String, toNew name: String) throws {
    let file = URL(fileURLWithPath: self(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try write(text, to: name)
  }

  func bytes(of name: String) throws -> [UInt8] {
    let file = try #require(fopen(self(name), "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }

  func exists(_ name: String) -> Bool { access(self(name), F_OK) == 0 }
}

/// Whatever a reader has found when it has caught up.
func readAll(_ reader: inout EventReader, limit: ReadLimit = ReadLimit()) throws -> EventBatch {
  var all = EventBatch()
  while true {
    let batch = try reader.readMore(limit: limit)
    if batch.restarted { all = EventBatch() }
    all.restarted = all.restarted || batch.restarted
    all.events += batch.events
    all.broken += batch.broken
    all.status = batch.status
    if batch.status != .more { return all }
  }
}

/// A note that can be told from others.
func note(_ number: Int) -> LoggedEvent {
  LoggedEvent(
    .control(ControlRecord(step: number, action: .note("é\n\(number)"), who: "test")),
    time: EventTime(elapsed: Double(number) / 8))
}

/// The lines of such notes.
func lines(_ numbers: some Sequence<Int>) -> [UInt8] {
  var bytes: [UInt8] = []
  for number in numbers { bytes += EventLine.encode(note(number)) + [UInt8(ascii: "\n")] }
  return bytes
}
