/// One option: its name, what it takes, what it is for, and where its value lives.
///
/// Reading and writing files, `--set`, error messages and the list of options are all driven by
/// these, so that an option is named in one place: that of whoever has it, be it the run itself, a
/// world or a backend. `Options` is the value that the option is a part of.
package struct OptionDescription<Options>: Sendable {
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
  /// Whether its value may name a file or folder of this machine, which is then read.
  package private(set) var namesFile = false
  /// What it was called before, which is still read.
  package private(set) var formerName: String?

  package let read: @Sendable (Options) -> OptionValue
  /// Puts a value in, or says why not and leaves all as it was.
  package let write: @Sendable (OptionValue, inout Options) -> OptionRefusal?

  package init(
    _ name: String, allowed: String, help: String,
    read: @escaping @Sendable (Options) -> OptionValue,
    write: @escaping @Sendable (OptionValue, inout Options) -> OptionRefusal?
  ) {
    self.name = name
    self.allowed = allowed
    self.help = help
    self.read = read
    self.write = write
  }

  /// The same option, marked as one that there has not always been.
  package func addedLater() -> Self {
    var option = self
    option.isLater = true
    return option
  }

  /// The same option, which had another name before.
  package func formerly(_ name: String) -> Self {
    var option = self
    option.formerName = name
    return option
  }

  /// The same option, marked as one whose value may name a file or folder.
  ///
  /// What a stranger's configuration names so is not read before somebody here has named it too.
  package func namingFile() -> Self {
    var option = self
    option.namesFile = true
    return option
  }

  /// The same option, marked as one that changes only how fast a run is.
  package func withoutEffect() -> Self {
    var option = self
    option.hasEffect = false
    return option
  }

  /// The same option as a part of something larger.
  package func moved<Whole>(
    read: @escaping @Sendable (Whole) -> OptionValue,
    write: @escaping @Sendable (OptionValue, inout Whole) -> OptionRefusal?
  ) -> OptionDescription<Whole> {
    var option = OptionDescription<Whole>(
      name, allowed: allowed, help: help, read: read, write: write)
    option.words = words
    option.hasEffect = hasEffect
    option.isLater = isLater
    option.namesFile = namesFile
    option.formerName = formerName
    return option
  }
}

/// Why a value is not taken.
package enum OptionRefusal: Sendable, Equatable {
  case wrongKind
  case notAllowed
  case unknownWord
  case reversedRange
}
