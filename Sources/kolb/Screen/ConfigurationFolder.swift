import Foundation

/// Where the user's own settings and themes are: the XDG base directory, in a folder of ours.
enum ConfigurationFolder {
  /// `$XDG_CONFIG_HOME/kolb`, which need not be there; `~/.config/kolb` where that is not set.
  ///
  /// The XDG Base Directory Specification has relative paths passed over.
  static var url: URL {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    // Where there is neither, nothing is found in a folder that nobody can have.
    let base = named ?? (home ?? "/nonexistent") + "/.config"
    return URL(fileURLWithPath: base).appendingPathComponent("kolb")
  }

  /// The user's own folder; `nil` where none is known, as in some containers and services.
  static var home: String? {
    if let home = ProcessInfo.processInfo.environment["HOME"], home.hasPrefix("/") { return home }
    let known = NSHomeDirectory()
    return known.hasPrefix("/") && known != "/" ? known : nil
  }

  static var settings: URL { url.appendingPathComponent("kolb.toml") }
  /// A path as people write it, with `~` for their own folder.
  static func shortened(_ path: String) -> String {
    guard let home, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }

  static var themes: URL { url.appendingPathComponent("themes") }
}
