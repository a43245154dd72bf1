import Foundation

/// Where the user's own settings and themes are: the XDG base directory, in a folder of ours.
enum ConfigurationFolder {
  /// `$XDG_CONFIG_HOME/kolb`, which need not be there; `~/.config/kolb` where that is not set.
  ///
  /// The XDG Base Directory Specification has relative paths passed over.
  static var url: URL {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let base = named ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.config"
    return URL(fileURLWithPath: base).appendingPathComponent("kolb")
  }

  static var settings: URL { url.appendingPathComponent("kolb.toml") }
  /// A path as people write it, with `~` for their own folder.
  static func shortened(_ path: String) -> String {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
    return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }

  static var themes: URL { url.appendingPathComponent("themes") }
}
