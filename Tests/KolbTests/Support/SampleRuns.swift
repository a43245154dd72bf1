import Foundation

/// The runs that come with the repository, which need no training.
enum SampleRuns {
  /// The path of a recorded run, such as "frozenlake-erl".
  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("sample-runs")
}
