/// What is wrong with a line of a theme file.
///
/// The line is skipped and the rest still counts.
package enum ThemeProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case notAnAssignment(file: String, line: Int, text: String)
  case unknownKey(file: String, line: Int, key: String, nearest: String?)
  case repeatedKey(file: String, line: Int, key: String, firstLine: Int)
  case unknownWord(file: String, line: Int, key: String, word: String, nearest: String?)
  case missingColour(file: String, line: Int, key: String)

  package var description: String {
    switch self {
    case .notAnAssignment(let file, let line, let text):
      "\(file):\(line): '\(text)' is not of the form 'key = #rrggbb bold'."
    case .unknownKey(let file, let line, let key, let nearest):
      "\(file):\(line): unknown key '\(key)'." + Self.question(nearest)
    case .repeatedKey(let file, let line, let key, let firstLine):
      "\(file):\(line): '\(key)' was already set in line \(firstLine). Remove one of the two."
    case .unknownWord(let file, let line, let key, let word, let nearest):
      "\(file):\(line): '\(word)' is not a value for '\(key)'."
        + (Self.question(nearest).isEmpty
          ? " Use #rrggbb, default, on, or an attribute."
          : Self.question(nearest))
    case .missingColour(let file, let line, let key):
      "\(file):\(line): '\(key)' has no colour after 'on'. Write it as #rrggbb."
    }
  }

  private static func question(_ nearest: String?) -> String {
    nearest.map { " Did you mean '\($0)'?" } ?? ""
  }
}
