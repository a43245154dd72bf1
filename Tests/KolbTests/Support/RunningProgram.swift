import Foundation
import Testing

/// The built program while it runs.
final class RunningProgram {
  private let process = Process()
  private let streams: TemporaryFolder

  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    in folder: TemporaryFolder? = nil
  ) throws {
    streams = try TemporaryFolder()
    process.executableURL = try Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = (folder ?? streams).url
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment) { _, changed in changed }
    process.standardInput = try FileHandle(
      forReadingFrom: URL(fileURLWithPath: streams.file("input", input)))
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: streams.file("output", "")))
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: streams.file("errors", "")))
    try Signals.unblocked { try process.run() }
  }

  deinit {
    if process.isRunning { send(SIGKILL) }
  }

  var isRunning: Bool { process.isRunning }

  /// What it has printed so far.
  var output: String { text(of: "output") }

  var errors: String { text(of: "errors") }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end; the exit code, or the negative number of the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    process.waitUntilExit()
    let ended = process.terminationStatus
    return process.terminationReason == .uncaughtSignal ? -ended : ended
  }

  /// Waits until something holds, at most for `seconds`; whether it came to hold.
  ///
  /// Also returns when the program has ended.
  @discardableResult
  func wait(atMost seconds: Double = 30, until condition: () throws -> Bool) rethrows -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if try condition() { return true }
      guard isRunning else { return try condition() }
      usleep(1000)
    }
    return false
  }

  private func text(of name: String) -> String {
    let data = try? Data(contentsOf: streams.url.appendingPathComponent(name))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  /// It lies beside the program that runs the tests.
  static var executable: URL {
    get throws { try #require(found, "the program 'kolb' is not built") }
  }

  private static let found: URL? = {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let folders =
      [tests, tests.deletingLastPathComponent()]
      + (Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() })
    return folders.map { $0.appendingPathComponent("kolb") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()
}
