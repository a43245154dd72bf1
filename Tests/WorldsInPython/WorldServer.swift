import Foundation
import OutsideWorlds

/// A server of the tests, which ends with this value.
///
/// Foundation's `Process` would wait for its end only on the thread that started it.
package final class WorldServer: Sendable {
  private let program: SpawnedProgram
  package let port: Int

  package struct NotStarted: Error {}

  /// Starts a program that stands beside this file and says its port on its first line.
  package init(_ name: String, _ arguments: String...) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Worlds/\(name)")
    program = try SpawnedProgram([Python.command, "-B", file.path] + arguments)
    guard let port = Int(Self.firstLine(program.output)) else { throw NotStarted() }
    self.port = port
  }

  deinit {
    stop()
    _ = program.wait()
    for end in [program.input, program.output, program.errors] { close(end) }
  }

  package func stop() { program.kill() }

  private static func firstLine(_ output: Int32) -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      var file = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&file, 1, 60_000) > 0, read(output, &byte, 1) == 1 else { break }
      if byte == UInt8(ascii: "\n") { break }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }
}
