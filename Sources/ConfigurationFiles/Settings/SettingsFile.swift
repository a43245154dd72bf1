import Basics
import RLCore
import RunModel

/// One thing that somebody can have their own way, in a file that need not be there.
package struct SettingsKey: Sendable, Equatable {
  package enum Allowed: Sendable, Equatable {
    case words([String])
    case flag
    case text
  }

  package let name: String
  package let help: String
  package let allowed: Allowed
  /// What holds where the file does not say.
  package let usual: OptionValue

  package init(_ name: String, _ help: String, _ allowed: Allowed, usual: OptionValue) {
    self.name = name
    self.help = help
    self.allowed = allowed
    self.usual = usual
  }

  /// What it takes, in words.
  package var takes: String {
    switch allowed {
    case .words(let words): words.map { "\"\($0)\"" }.joined(separator: ", ")
    case .flag: "true or false"
    case .text: "a text in quotes"
    }
  }

  fileprivate func accepts(_ value: OptionValue) -> Bool {
    switch (allowed, value) {
    case (.words(let words), .text(let text)): words.contains(text)
    case (.flag, .flag), (.text, .text): true
    default: false
    }
  }
}

/// A flat TOML file of settings.
///
/// A line that is wrong is told and passed over; the others hold.
package enum SettingsFile {
  /// Reads a file's text.
  ///
  /// - Returns: the values by key, and what is wrong, each with file and line.
  package static func read(
    _ text: String, file: String, keys: [SettingsKey]
  ) -> (values: [String: OptionValue], problems: [String]) {
    let reader = TOMLReader(text)
    var values: [String: OptionValue] = [:]
    var problems: [String] = []
    for entry in reader.entries {
      let name = entry.path.joined(separator: ".")
      if let problem = problem(of: entry, keys: keys) {
        problems.append("\(file):\(entry.line): \(problem)")
      } else {
        values[name] = entry.value
      }
    }
    if let fault = reader.fault {
      problems.append("\(file):\(fault.line): \(ConfigurationProblem.syntax(fault.reason))")
    }
    return (values, problems)
  }

  private static func problem(of entry: TOMLReader.Entry, keys: [SettingsKey]) -> String? {
    let name = entry.path.joined(separator: ".")
    guard let key = keys.first(where: { $0.name == name }) else {
      let nearest = Spelling.nearest(to: name, among: keys.map(\.name))
      return "unknown key '\(name)'."
        + (nearest.map { " Did you mean '\($0)'?" } ?? " 'kolb list config' names them all.")
    }
    guard !key.accepts(entry.value) else { return nil }
    if case .words(let words) = key.allowed, case .text(let found) = entry.value {
      let nearest = Spelling.nearest(to: found, among: words).map { " Did you mean '\($0)'?" }
      return "unknown value '\(found)' for '\(name)'.\(nearest ?? "") It takes \(key.takes)."
    }
    return "'\(name)' is \(entry.value.toml). It takes \(key.takes)."
  }

  /// A file that sets every key to what holds anyway, with a comment on each.
  package static func text(of keys: [SettingsKey]) -> String {
    keys.map { key in
      "# \(key.help)\n# takes \(key.takes)\n\(key.name) = \(key.usual.toml)\n"
    }.joined(separator: "\n")
  }
}
