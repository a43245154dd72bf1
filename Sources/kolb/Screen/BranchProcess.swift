import Foundation
import RunLog
import RunModel

/// `kolb branch` in a process of its own, so that the screen stays at hand while it computes.
final class BranchProcess {
  private let process = Process()
  private let folder: URL
  private var output: URL { folder.appendingPathComponent("output") }
  private var errors: URL { folder.appendingPathComponent("errors") }

  /// Attempts with other draws that the dashboard asks for.
  private static let times = 20

  /// Begins; without a text the second attempts are told what the run told them.
  init(_ run: RunDirectory, episode: Int, text: String?) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-branch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var words = ["branch", run.path, "--episode=\(episode)", "--times=\(Self.times)"]
    if let text {
      let file = folder.appendingPathComponent("reflection")
      try Data(text.utf8).write(to: file)
      words.append(text.contains { !$0.isWhitespace } ? "--reflection=\(file.path)" : "--none")
    }
    for file in [output, errors] { try Data().write(to: file) }
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(at: folder)
  }

  var isRunning: Bool { process.isRunning }

  /// The events of the branch, once the process is over.
  ///
  /// - Throws: `ScreenError.branchFailed` with the words of the process.
  func events() throws -> [RunEvent] {
    let last = Self.text(of: output).split(separator: "\n").last ?? ""
    guard process.terminationStatus == 0, let colon = last.range(of: ": ") else {
      throw ScreenError.branchFailed(
        Self.text(of: errors).trimmingCharacters(in: .whitespacesAndNewlines))
    }
    var reader = try EventReader(path: String(last[colon.upperBound...]))
    return try reader.readMore().events.map(\.event.event)
  }

  private static func text(of file: URL) -> String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }
}
