import Basics

/// One option of a run: its key, what it takes, what it is for, and where its value lives.
///
/// Reading and writing files, `--set`, error messages and the list of options are all driven by
/// the table of these, so a key is named in one place.
package struct ConfigurationOption: Sendable {
  /// The table that it stands in, or nothing for the top of the file.
  package internal(set) var section = ""
  package let name: String
  package let help: String
  /// What it takes, in words: "a whole number from 2 to 9".
  package let allowed: String
  /// The words that it takes, where it takes words.
  package var words: [String] = []
  /// Whether another value can change what happens, or only how fast.
  package private(set) var hasEffect = true
  /// Whether the option came after runs had been recorded.
  ///
  /// At its default it then stays out of a configuration's digest, so that a run of today has the
  /// digest of a run of then that did the same.
  package private(set) var isLater = false
  /// What it was called before, which is still read.
  private var formerName: String?

  private let read: @Sendable (RunConfiguration) -> ConfigurationValue
  private let write: @Sendable (ConfigurationValue, inout RunConfiguration) -> Refusal?

  /// Why a value is not taken.
  enum Refusal {
    case wrongKind
    case notAllowed
    case unknownWord
    case reversedRange
  }

  init(
    _ name: String, allowed: String, help: String,
    read: @escaping @Sendable (RunConfiguration) -> ConfigurationValue,
    write: @escaping @Sendable (ConfigurationValue, inout RunConfiguration) -> Refusal?
  ) {
    self.name = name
    self.allowed = allowed
    self.help = help
    self.read = read
    self.write = write
  }

  /// The whole key: "erl.memory".
  package var key: String { section.isEmpty ? name : section + "." + name }

  /// Every key that it is read under.
  package var keys: [String] { [key] + (formerKey.map { [$0] } ?? []) }

  /// The key that digests have been made with since there were any.
  var digestKey: String { formerKey ?? key }

  private var formerKey: String? { formerName.map { section.isEmpty ? $0 : section + "." + $0 } }

  /// Whether the value is a text, so that an argument needs no quotes.
  package var takesText: Bool {
    if case .text = value(in: RunConfiguration()) { true } else { false }
  }

  package func value(in configuration: RunConfiguration) -> ConfigurationValue {
    read(configuration)
  }

  /// Puts a value into a configuration, which stays as it was if the value is refused.
  package func set(
    _ value: ConfigurationValue, in configuration: inout RunConfiguration
  ) throws(ConfigurationProblem) {
    switch write(value, &configuration) {
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

  /// The same option, marked as one that there has not always been.
  func addedLater() -> Self {
    var option = self
    option.isLater = true
    return option
  }

  /// The same option, which had another name before.
  func formerly(_ name: String) -> Self {
    var option = self
    option.formerName = name
    return option
  }

  /// The same option, marked as one that changes only how fast a run is.
  func withoutEffect() -> Self {
    var option = self
    option.hasEffect = false
    return option
  }
}
