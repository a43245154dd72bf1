import Foundation

/// The runs that come with the repository, which need no training.
enum SampleRuns {
  /// The path of a recorded run, such as "frozenlake-erl".
  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// The path of a log that another trainer wrote, such as "trl".
  static func foreign(_ name: String) -> String {
    checkout.appendingPathComponent("Tests/ImportersTests/Fixtures/\(name)").path
  }

  private static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let folder = checkout.appendingPathComponent("sample-runs")
}
