import Dashboard
import Foundation

/// The file in which named layouts of plots are kept: `kolb/layouts` in the configuration folder.
enum LayoutFile {
  private static var url: URL { ConfigurationFolder.url.appendingPathComponent("layouts") }

  /// What is kept; nothing where there is no file.
  static func read() -> PlotLayouts {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return PlotLayouts() }
    return PlotLayouts(text: text, file: ConfigurationFolder.shortened(url.path))
  }

  /// Keeps the text, and makes the folder for it.
  ///
  /// - Returns: the path, for people.
  static func write(_ text: String) throws -> String {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url, options: .atomic)
    return ConfigurationFolder.shortened(url.path)
  }
}
