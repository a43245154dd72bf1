import Foundation
import Testing

/// A result that does not get where it should is a failure, and is said.
@Suite struct FullOutputTests {
  /// A device of our own on which nothing has room (major 1, minor 7); `nil` where none can be made.
  private static func fullDevice(in folder: TemporaryFolder) -> String? {
    let path = folder.url.path + "/full"
    return mknod(path, S_IFCHR | 0o600, 1 << 8 | 7) == 0 ? path : nil
  }

  private static var canMakeDevices: Bool {
    guard let folder = try? TemporaryFolder(), let path = fullDevice(in: folder) else {
      return false
    }
    return FileHandle(forWritingAtPath: path) != nil
  }

  @Test(
    .enabled(if: canMakeDevices, "devices can be made here"),
    arguments: [
      ["list"], ["report", "RUN"], ["open", "RUN", "--once"],
      ["export", "RUN", "--what", "episodes"],
    ])
  func `a full disk behind standard output ends with the reason`(words: [String]) throws {
    let folder = try TemporaryFolder()
    let device = try #require(Self.fullDevice(in: folder))
    let process = Process()
    process.executableURL = try RunningProgram.executable
    process.arguments = words.map { $0 == "RUN" ? SampleRuns.path("frozenlake-erl") : $0 }
    process.standardOutput = FileHandle(forWritingAtPath: device)
    let errors = Pipe()
    process.standardError = errors
    try Signals.unblocked { try process.run() }
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(text == "error: standard output was not written: No space left on device.\n")
  }
}
