import RLCore

extension ProcessWorld {
  /// How a program that is a world is run.
  package struct Options: DescribedOptions, Equatable {
    /// Processes of the program, which share its attempts.
    package var processes = 1
    /// Seconds that a process may say nothing while it is asked something.
    package var timeout = 60.0
    /// The same before its first answer, while it loads what it needs.
    package var startTimeout = 60.0
    /// Turns after which an attempt is over, if the world did not end it.
    package var turns = 100

    package init() {}

    package static let descriptions: [OptionDescription<Self>] = [
      .integer("processes", \.processes, in: 1...64, "processes that share the attempts")
        .withoutEffect(),
      .number(
        "timeout", \.timeout, in: 0.1...86_400, "seconds that it may take for an answer"),
      .number(
        "start_timeout", \.startTimeout, in: 0.1...86_400, "the same for its first answer"),
      .integer("turns", \.turns, in: 1...100_000, "turns of an attempt that has no end"),
    ]
  }
}
