import Foundation

/// The folder of recorded data that lies beside a checkout; tests that need it say so and are
/// skipped where it is absent.
enum SharedData {
  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["KOLB_SHARED"].map {
      URL(fileURLWithPath: $0)
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder =
      named ?? package.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static func path(_ name: String) -> String? {
    guard let path = folder?.appendingPathComponent("data").appendingPathComponent(name).path,
      FileManager.default.fileExists(atPath: path)
    else { return nil }
    return path
  }
}
