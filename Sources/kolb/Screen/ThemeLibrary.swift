import Basics
import Foundation
import LocalPolicy
import TerminalUI

/// The themes that can be picked: built in, shipped in `themes/`, the user's own, and files that
/// are named by their path.
struct ThemeLibrary {
  struct Entry {
    var theme: Theme
    /// The file that it is from; `nil` for one that is built in.
    var path: String?
    /// The words of the file's first line behind its name: "# name: these words".
    var summary = ""
    /// The file as it was when it was read.
    fileprivate var stamp: Stamp?
  }

  /// What of a file changes when somebody saves it.
  fileprivate struct Stamp: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int
    let inode: UInt64
  }

  private(set) var entries: [String: Entry] = [:]
  /// What was wrong in theme files; the rest of each file holds.
  private(set) var problems: [String] = []

  init() {
    for theme in Theme.builtIn { entries[theme.name] = Entry(theme: theme) }
    for file in EmbeddedFile.files(in: "themes") {
      keep(String(decoding: file.bytes, as: UTF8.self), named: file.path, path: nil, stamp: nil)
    }
    for folder in Self.folders { readAll(in: folder) }
  }

  var names: [String] { entries.keys.sorted() }

  /// The folders that are looked into, of which the later one wins.
  ///
  /// Before all of them come the themes that are part of the program.
  static var folders: [URL] { [shipped, ConfigurationFolder.themes].compactMap(\.self) }

  /// The theme that an argument names, by its name or the path of its file, or the default.
  ///
  /// - Throws: `WrongUsage` that suggests the nearest name, or says what is wrong with the file.
  mutating func wanted(_ name: String?) throws(WrongUsage) -> Theme {
    guard let name else { return .kolbDark }
    if let entry = entries[name] { return entry.theme }
    guard name.contains("/") || name.hasSuffix(".theme") else {
      throw WrongUsage(description: noTheme(named: name))
    }
    guard let theme = read(name) else {
      throw WrongUsage(description: "There is no theme file '\(name)' that can be read.")
    }
    return theme
  }

  /// The theme of this name, or the default with a problem that suggests the nearest.
  mutating func theme(named name: String?) -> Theme {
    do {
      return try wanted(name)
    } catch {
      problems.append(error.description)
      return .kolbDark
    }
  }

  private func noTheme(named name: String) -> String {
    let nearest = Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" }
    return "There is no theme '\(name)'.\(nearest ?? "") Themes: \(names.joined(separator: ", "))."
  }

  // MARK: - Files

  private mutating func readAll(in folder: URL) {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for file in files.sorted() where file.hasSuffix(".theme") {
      let path = folder.appendingPathComponent(file).path
      if read(path) == nil { problems.append("\(path) is no text that can be read.") }
    }
  }

  /// More than this is no theme.
  private static let largest = 1 << 20

  private mutating func read(_ path: String) -> Theme? {
    guard let stamp = Self.stamp(of: path), stamp.size <= Self.largest,
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return nil }
    return keep(text, named: ConfigurationFolder.shortened(path), path: path, stamp: stamp)
  }

  @discardableResult
  private mutating func keep(
    _ text: String, named name: String, path: String?, stamp: Stamp?
  ) -> Theme {
    let (theme, found) = ThemeFile.parse(text, file: name)
    let first = TextCleaner.lines(of: text, limit: 1).first ?? ""
    let summary = first.hasPrefix("# \(theme.name): ") ? first.dropFirst(theme.name.count + 4) : ""
    entries[theme.name] = Entry(
      theme: theme, path: path, summary: String(summary), stamp: stamp)
    problems += found.map { "\($0)" }
    return theme
  }

  /// What came of looking at a theme's file again.
  enum Change {
    case none
    case theme(Theme)
    /// With the keys that are right; the others keep the look that they had.
    case faulty(Theme, problem: String)
  }

  /// Reads the file of a theme again if somebody saved it since; a file that is gone, as for a
  /// moment while an editor writes, changes nothing.
  mutating func reread(_ name: String) -> Change {
    guard let entry = entries[name], let path = entry.path, let stamp = Self.stamp(of: path),
      stamp != entry.stamp, stamp.size <= Self.largest,
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return .none }
    let short = ConfigurationFolder.shortened(path)
    let (fresh, found) = ThemeFile.parse(text, file: short)
    let theme = found.isEmpty ? fresh : ThemeFile.parse(text, file: short, base: entry.theme).theme
    entries[name]?.theme = theme
    entries[name]?.stamp = stamp
    if let first = found.first { return .faulty(theme, problem: "\(first)") }
    return theme == entry.theme ? .none : .theme(theme)
  }

  private static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Stamp(
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
      size: Int(status.st_size), inode: UInt64(status.st_ino))
  }

  /// `themes/` of the package or the installation that the program belongs to.
  private static var shipped: URL? { Surroundings.folder("themes") }
}
