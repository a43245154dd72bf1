import Foundation
import Testing

/// The built program, run as a user does, without a terminal.
struct Program {
  let output: String
  let errors: String
  let code: Int32

  var lines: [String] { output.split(separator: "\n").map(String.init) }

  init(_ arguments: [String], input: String = "") throws {
    let process = Process()
    let executable: URL = try #require(Self.executable, "the program 'kolb' is not built")
    process.executableURL = executable
    process.arguments = arguments
    let folder = try TemporaryFolder()
    let files = ["input", "output", "errors"].map { folder.url.appendingPathComponent($0) }
    for file in files { try Data(input.utf8).write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    output = try String(contentsOf: files[1], encoding: .utf8)
    errors = try String(contentsOf: files[2], encoding: .utf8)
    code = process.terminationStatus
  }

  /// It lies beside the program that runs the tests.
  private static let executable: URL? = {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let folders =
      [tests, tests.deletingLastPathComponent()]
      + (Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() })
    return folders.map { $0.appendingPathComponent("kolb") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()
}

/// A folder that is gone with its value.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
