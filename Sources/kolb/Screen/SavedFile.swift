import Foundation

/// A text that somebody takes along, under a name that no file had before.
enum SavedFile {
  /// Writes a text whole or not at all, and never over another file.
  ///
  /// - Parameters:
  ///   - text: what it contains; a missing last line break is added.
  ///   - name: a name in the current folder, or a path, in which a leading `~` is the user's own
  ///     folder. Where a file has that name already, the new one gets a number: `pair-2.txt`.
  /// - Returns: the path of the file as it can be typed.
  /// - Throws: `SaveError`.
  static func write(_ text: String, as name: String) throws(SaveError) -> String {
    let wanted = expanded(name)
    guard !wanted.isEmpty, !wanted.hasSuffix("/"), wanted != ".",
      !wanted.unicodeScalars.contains("\0")
    else {
      throw .noName(name)
    }
    let path = try reserve(wanted)
    do {
      try fill(path, with: text.hasSuffix("\n") ? text : text + "\n")
    } catch {
      unlink(path)
      throw error
    }
    return path
  }

  /// Where a file lies, as it can be typed from anywhere: `~/runs/success.csv`.
  static func place(of path: String) -> String {
    let here = FileManager.default.currentDirectoryPath
    let whole = path.hasPrefix("/") ? path : (here.hasSuffix("/") ? here : here + "/") + path
    guard let home = ConfigurationFolder.home, !home.isEmpty, whole.hasPrefix(home + "/") else {
      return whole
    }
    return "~" + whole.dropFirst(home.count)
  }

  /// The first with its folder, and the others that lie beside it by their names.
  static func places(of paths: [String]) -> String {
    let others = paths.dropFirst().map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    return ([paths.first.map(place) ?? ""] + others).joined(separator: ", ")
  }

  private static func expanded(_ name: String) -> String {
    guard name == "~" || name.hasPrefix("~/") else { return name }
    return (ConfigurationFolder.home ?? "~") + name.dropFirst()
  }

  /// More files of one name than this are somebody's mistake.
  private static let numbers = 1...9999

  /// Takes a name by making an empty file of it, which nobody else can do at the same time.
  private static func reserve(_ wanted: String) throws(SaveError) -> String {
    for number in numbers {
      let path = number == 1 ? wanted : numbered(wanted, number)
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 {
        close(descriptor)
        return path
      }
      guard errno == EEXIST else { throw .notWritten(path, reason: reason) }
    }
    throw .tooMany(wanted)
  }

  /// The number stands before the ending: "screen.txt" becomes "screen-2.txt".
  private static func numbered(_ path: String, _ number: Int) -> String {
    let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    guard let dot = path[start...].lastIndex(of: "."), dot > start else {
      return "\(path)-\(number)"
    }
    return "\(path[..<dot])-\(number)\(path[dot...])"
  }

  /// The text appears at once under the reserved name, so that nobody reads half of it.
  private static func fill(_ path: String, with text: String) throws(SaveError) {
    let partial = path + ".partial-\(getpid())"
    defer { unlink(partial) }
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .notWritten(path, reason: reason) }
    let isWritten = writeAll(Array(text.utf8), to: descriptor)
    let problem = reason
    guard close(descriptor) == 0, isWritten else { throw .notWritten(path, reason: problem) }
    guard rename(partial, path) == 0 else { throw .notWritten(path, reason: reason) }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = ArraySlice(bytes)
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }

  private static var reason: String { String(cString: strerror(errno)) }
}

/// Why a text was not saved.
enum SaveError: Error, CustomStringConvertible {
  case noName(String)
  case notWritten(String, reason: String)
  case tooMany(String)

  var description: String {
    switch self {
    case .noName(let name):
      "'\(name)' is no name for a file. Give one, such as 'screen.txt' or '~/notes/screen.txt'."
    case .notWritten(let path, let reason):
      "'\(path)' was not written: \(reason). Name another place, such as '~/\(Self.last(path))'."
    case .tooMany(let path):
      "There are too many files like '\(path)' already. Name another."
    }
  }

  private static func last(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? "screen.txt"
  }
}
