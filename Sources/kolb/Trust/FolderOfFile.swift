import ConfigurationFiles
import Foundation

/// The folder that a configuration file lies in, with whatever came beside it.
enum FolderOfFile {
  /// Of a preset, which lies nowhere, there is none.
  static func path(of source: String) -> String? {
    guard Preset.named(source) == nil else { return nil }
    return URL(fileURLWithPath: source).deletingLastPathComponent().path
  }
}
