import Foundation
import TerminalUI

/// The themes that can be picked: built in, shipped in `themes/`, and the user's own.
struct ThemeLibrary {
  private(set) var themes: [String: Theme] = [:]
  /// What was wrong in theme files; the rest of each file holds.
  private(set) var problems: [String] = []

  init() {
    for theme in Theme.builtIn { themes[theme.name] = theme }
    for folder in Self.folders { read(folder) }
  }

  var names: [String] { themes.keys.sorted() }

  /// The theme that an argument names, or the default.
  ///
  /// - Throws: `WrongUsage` that suggests the nearest name.
  func wanted(_ name: String?) throws(WrongUsage) -> Theme {
    guard let name else { return .kolbDark }
    if let theme = themes[name] { return theme }
    throw WrongUsage(description: noTheme(named: name))
  }

  /// The theme of this name, or the default with a problem that suggests the nearest.
  mutating func theme(named name: String?) -> Theme {
    guard let name else { return .kolbDark }
    if let theme = themes[name] { return theme }
    problems.append(noTheme(named: name))
    return .kolbDark
  }

  private func noTheme(named name: String) -> String {
    let nearest = Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" }
    return "There is no theme '\(name)'.\(nearest ?? "") Themes: \(names.joined(separator: ", "))."
  }

  private mutating func read(_ folder: URL) {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for file in files.sorted() where file.hasSuffix(".theme") {
      let path = folder.appendingPathComponent(file).path
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        problems.append("\(path) is no text that can be read.")
        continue
      }
      let (theme, found) = ThemeFile.parse(text, file: path)
      themes[theme.name] = theme
      problems += found.map { "\($0)" }
    }
  }

  /// `themes/` at or above the program, then the user's configuration folder, which wins.
  private static var folders: [URL] {
    var folders: [URL] = []
    var place = Bundle.main.bundleURL
    for _ in 0..<6 {
      let themes = place.appendingPathComponent("themes")
      if FileManager.default.fileExists(atPath: themes.path) {
        folders.append(themes)
        break
      }
      place = place.deletingLastPathComponent()
    }
    let environment = ProcessInfo.processInfo.environment
    let home =
      environment["XDG_CONFIG_HOME"].map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: NSHomeDirectory()).appendingPathComponent(".config")
    return folders + [home.appendingPathComponent("kolb/themes")]
  }
}
