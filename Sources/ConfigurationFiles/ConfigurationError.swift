import RunModel

/// Everything that is wrong with a configuration file or with settings given as arguments.
package struct ConfigurationError: Error, Sendable, Equatable {
  /// One problem and where it stands.
  package struct Finding: Sendable, Equatable {
    /// A file's name, or the argument.
    package let place: String
    /// Counted from 1; `nil` where there are no lines.
    package let line: Int?
    package let problem: ConfigurationProblem
  }

  package let findings: [Finding]

  init(_ findings: [Finding]) {
    self.findings = findings
  }
}

extension ConfigurationError.Finding: CustomStringConvertible {
  package var description: String {
    "\(place):" + (line.map { "\($0):" } ?? "") + " \(problem)"
  }
}

/// A line for each finding, of which each but the first says itself that it is an error.
extension ConfigurationError: CustomStringConvertible {
  package var description: String {
    findings.map(\.description).joined(separator: "\nerror: ")
  }
}

/// Why there is no text to read a configuration from.
package enum ConfigurationFileError: Error, Sendable, Equatable {
  case unknownPreset(String, suggestion: String?)
  case unknownExperiment(String, suggestion: String?)
  case missing(path: String)
  case unreadable(path: String, reason: String)
  case notText(path: String)
  case tooLarge(path: String)
}

extension ConfigurationFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownPreset(let name, let suggestion):
      "there is no preset '\(name)'."
        + (suggestion.map { " Did you mean '\($0)'?" } ?? "")
        + " Presets: \(Preset.all.map(\.name).joined(separator: ", "))."
        + " A file's name ends in '.toml'. 'kolb --help' lists the commands."
    case .unknownExperiment(let name, let suggestion):
      "there is no experiment '\(name)'."
        + (suggestion.map { " Did you mean '\($0)'?" } ?? "")
        + " Experiments: \(ShippedExperiment.all.map(\.name).joined(separator: ", "))."
        + " A file's name ends in '.toml'."
    case .missing(let path):
      "there is no file '\(path)'. 'kolb list presets' names what needs no file."
    case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)."
    case .notText(let path): "'\(path)' is not a text in UTF-8, so no configuration."
    case .tooLarge(let path): "'\(path)' is larger than 1 MiB, so no configuration."
    }
  }
}
