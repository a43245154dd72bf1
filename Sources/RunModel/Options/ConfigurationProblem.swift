/// What is wrong with one key of a configuration.
package enum ConfigurationProblem: Error, Sendable, Equatable {
  case unknownKey(String, suggestion: String?)
  case unknownTable(String, suggestion: String?)
  /// A table's name was given a plain value.
  case tableExpected(String)
  /// The value is of a kind that the option never takes.
  case wrongKind(key: String, found: String, allowed: String)
  /// The value is of the right kind but not among those allowed.
  case notAllowed(key: String, found: String, allowed: String)
  case unknownWord(key: String, found: String, allowed: String, suggestion: String?)
  /// The smallest is larger than the largest.
  case reversedRange(key: String, found: String)
  /// A `--set` without an equals sign.
  case noValue(String)
  /// The text is no TOML.
  case syntax(String)
  /// Of an experiment's description, beyond single options.
  case experiment(ExperimentProblem)
}

extension ConfigurationProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownKey(let key, let suggestion):
      "unknown key '\(key)'."
        + (suggestion.map { " Did you mean '\($0)'?" } ?? " 'kolb list options' names them all.")
    case .unknownTable(let table, let suggestion):
      "unknown table '[\(table)]'."
        + (suggestion.map { " Did you mean '[\($0)]'?" }
          ?? " 'kolb list options' names them all.")
    case .tableExpected(let table):
      "'\(table)' is a table. Write its options below a line '[\(table)]'."
    case .wrongKind(let key, let found, let allowed):
      "'\(key)' is \(found). It takes \(allowed)."
    case .notAllowed(let key, let found, let allowed):
      "'\(key)' is \(found). It takes \(allowed)."
    case .unknownWord(let key, let found, let allowed, let suggestion):
      "unknown value '\(found)' for '\(key)'."
        + (suggestion.map { " Did you mean '\($0)'?" } ?? "") + " It takes \(allowed)."
    case .reversedRange(let key, let found):
      "'\(key)' is \(found). Write the smallest first, then the largest."
    case .noValue(let setting):
      "'\(setting)' sets nothing. Write KEY=VALUE, such as erl.memory=bank."
    case .syntax(let reason):
      "this is no TOML: \(reason)."
    case .experiment(let problem):
      problem.description
    }
  }
}
