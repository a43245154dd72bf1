import Foundation
import Testing

/// Where memory is limited, training says so before it begins, and nothing dies with a trace.
struct MemoryLimitTests {
  /// Runs the program under `ulimit -v`.
  private func limited(
    megabytes: Int, _ arguments: [String]
  ) throws -> (code: Int32, errors: String) {
    let folder = try TemporaryFolder()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.currentDirectoryURL = folder.url
    shell.arguments =
      [
        "-c", "ulimit -v \(megabytes * 1024); exec \"$0\" \"$@\"",
        try RunningProgram.executable.path,
      ] + arguments
    let errors = Pipe()
    shell.standardError = errors
    shell.standardOutput = FileHandle.nullDevice
    try Signals.unblocked { try shell.run() }
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    return (shell.terminationStatus, String(decoding: words, as: UTF8.self))
  }

  @Test func `training is refused where there is too little, with the limit that is in the way`()
    throws
  {
    let ended = try limited(megabytes: 300, ["run", "frozenlake", "--headless", "--steps", "1"])
    #expect(ended.code == 1)
    #expect(ended.errors.hasPrefix("error: this process may use 300 MB of address space"))
    #expect(ended.errors.contains("ulimit -v unlimited"))
    #expect(!ended.errors.contains("crashed"))
  }

  @Test func `what needs little goes on`() throws {
    #expect(try limited(megabytes: 300, ["list", "presets"]).code == 0)
  }
}
