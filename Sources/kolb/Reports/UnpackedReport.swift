import Foundation
import RunLog

/// The logs of a report as files, for whatever reads logs; they are gone when it is.
///
/// Their names are counted here: those in the report were written by whoever made it.
final class UnpackedReport {
  private let folder: URL
  private(set) var runs: [ComparisonSource.Run] = []

  /// - Throws: what writing below the temporary folder throws.
  init(_ report: ReportFile) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (place, run) in report.runs.enumerated() {
      let file = folder.appendingPathComponent("run-\(place + 1).jsonl")
      try Self.write(run.log, to: file)
      runs.append(
        ComparisonSource.Run(
          source: try EventSource(file.path), arm: run.arm, seed: run.seed))
    }
  }

  /// Without waiting for the disk, which `Data` does for each file: they are soon gone.
  private static func write(_ bytes: [UInt8], to file: URL) throws {
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path])
    }
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    try handle.write(contentsOf: bytes)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
