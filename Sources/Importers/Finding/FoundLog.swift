import RunLog

/// A run of another trainer's that was found.
package struct FoundLog: Sendable {
  package let log: ForeignLog
  package let format: any LogFormat
  /// What is to be said on opening.
  package internal(set) var remarks: [String] = []

  init(_ format: any LogFormat, _ place: LogPlace, _ finder: LogFinder) {
    self.format = format
    log = ForeignLog(
      name: place.name,
      path: place.isNameless ? "-" : place.chosen.count == 1 ? place.chosen[0] : place.path,
      format: format.name
    ) {
      ForeignReader(
        format: format, place: place, threshold: finder.threshold, listing: finder.listing)
    }
  }
}

/// Why nothing was found.
package enum FormatProblem: Error, Equatable, Sendable {
  case unknownFormat(String, nearest: String?)
  /// Nothing that is known of; what is there, in words.
  case notRecognised(path: String)
  /// The same of a tree that was not looked through to its end, and the first folder that was not.
  case nothingFoundBefore(path: String, leftOut: String)
  /// Something, but not of the format that was named.
  case notOfFormat(path: String, format: String)
  case missing(path: String)
  /// A file that the system does not let be read, in its words.
  case unreadable(path: String, reason: String)
  /// Standard input that is of no kind that is known; what it looks like, in words.
  case unnamedInput(found: String)
  /// A file that is read once a command has made another of it.
  case toConvert(path: String, command: String)
  /// A folder with nothing but such files in it or below it.
  case nothingButToConvert(path: String, count: Int, command: String)
}

extension FormatProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownFormat(let name, let nearest):
      "there is no format '\(name)'."
        + (nearest.map { " Did you mean '\($0)'?" } ?? "") + " 'kolb list formats' names them."
    case .notRecognised(let path):
      "'\(path)' is of no kind that is known here. 'kolb list formats' names those that are; "
        + "--from says which it is where it cannot be told."
    case .nothingFoundBefore(let path, let leftOut):
      "nothing that is known here was found in '\(path)', and \(RunTree.words(leftOut: leftOut))."
    case .notOfFormat(let path, let format):
      "'\(path)' has nothing of the format '\(format)'. 'kolb list formats' says what that is."
    case .unreadable(_, let reason): reason
    case .toConvert(let path, let command):
      "'\(path)' is read once this has made another file of it: \(command)"
    case .nothingButToConvert(let path, let count, let command):
      UnreadFiles.words(path: path, count: count, command: command)
    case .unnamedInput(let found):
      "what came through standard input is \(found), and no format is known by it. Name it with "
        + "--from: " + FormatCatalog.all.map(\.name).joined(separator: ", ") + "."
    case .missing(let path):
      "there is no run at '\(path)'. 'kolb list runs' names those in 'runs'."
    }
  }
}
