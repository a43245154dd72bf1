import Basics
import RLCore

/// An option of a run with its place in the file.
package struct ConfigurationOption: Sendable {
  /// The table that it stands in, or nothing for the top of the file.
  package let section: String
  package let description: OptionDescription<RunSettings>
  /// At its default it stays out of a configuration's digest.
  let isLater: Bool

  init(_ description: OptionDescription<RunSettings>, section: String, isLater: Bool = false) {
    self.section = section
    self.description = description
    self.isLater = isLater || description.isLater
  }

  package var name: String { description.name }
  package var help: String { description.help }
  /// What it takes, in words: "a whole number from 2 to 9".
  package var allowed: String { description.allowed }
  /// The words that it takes, where it takes words.
  package var words: [String] { description.words }
  /// Whether another value can change what happens, or only how fast.
  package var hasEffect: Bool { description.hasEffect }

  /// Whether its value may name a file or folder of this machine, which is then read.
  package var namesFile: Bool { description.namesFile }

  /// The whole key: "erl.memory".
  package var key: String { whole(name) }

  /// Every key that it is read under.
  package var keys: [String] { [key] + (description.formerName.map { [whole($0)] } ?? []) }

  /// The key that digests have been made with since there were any.
  var digestKey: String { whole(description.formerName ?? name) }

  private func whole(_ name: String) -> String { section.isEmpty ? name : section + "." + name }

  /// Whether the value is a text, so that an argument needs no quotes.
  package var takesText: Bool {
    if case .text = value(in: RunSettings()) { true } else { false }
  }

  func value(in settings: RunSettings) -> OptionValue { description.read(settings) }

  /// Puts a value into the settings, which stay as they were if the value is refused.
  func set(
    _ value: OptionValue, in settings: inout RunSettings
  ) throws(ConfigurationProblem) {
    switch description.write(value, &settings) {
    case nil: return
    case .wrongKind: throw .wrongKind(key: key, found: value.kind, allowed: allowed)
    case .notAllowed: throw .notAllowed(key: key, found: value.toml, allowed: allowed)
    case .reversedRange: throw .reversedRange(key: key, found: value.toml)
    case .unknownWord:
      guard case .text(let word) = value else {
        throw .wrongKind(key: key, found: value.kind, allowed: allowed)
      }
      throw .unknownWord(
        key: key, found: word, allowed: allowed,
        suggestion: Spelling.nearest(to: word, among: words))
    }
  }
}
