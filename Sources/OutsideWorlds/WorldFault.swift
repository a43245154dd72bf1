import RLCore

/// What goes wrong with a world outside, for whoever trains on it.
package enum WorldFault: UnmetOptions, Equatable {
  case unreadableCommand(String)
  /// The system starts no such program.
  case refused(program: String, reason: String)
  /// It was started and did not say who it is.
  case start(String)
  case wording(world: String, speaks: [Wording], asked: Wording)
  /// Something that it says, which the model cannot read.
  case unreadable(words: [String], in: String)
  /// It broke off, and what it was asked last is the reason.
  case lost(String)
  case answer(String)
  /// The world's own words for what went wrong.
  case said(String)
  /// The same moves came to something else when they were made again.
  case notRepeatable
  case endless(turns: Int)
  case inBothSplits(task: String)
  /// What is no address of a server.
  case address(String, String)
  /// A server that does not say what its world is.
  case server(String, String)

  package var description: String {
    switch self {
    case .unreadableCommand(let command):
      "The command '\(command)' cannot be read: a quote is not closed, or nothing is named. Write "
        + "exec:PROGRAM ARGUMENTS, such as 'exec:python3 my_world.py'."
    case .refused(let program, let reason):
      "The world '\(program)' cannot be started: \(reason). Check the name, and that the program "
        + "may be run."
    case .start(let words):
      "The world did not say who it is: \(words). 'kolb guide worlds' has what it must answer."
    case .wording(let world, let speaks, let asked):
      "The world '\(world)' speaks \(speaks.map(\.rawValue).joined(separator: " and ")) words, and "
        + "the model reads \(asked.rawValue) ones. Name another model, or have the world offer "
        + "\"\(asked.rawValue)\" in 'wordings'."
    case .unreadable(let words, let place):
      "the world says \(words.prefix(3).map { "'\($0)'" }.joined(separator: ", ")) in \(place), "
        + "which the model does not know; it reads the words of its own vocabulary alone"
    case .lost(let words): "the world broke off: \(words)"
    case .answer(let words): "the world's answer is wrong: \(words)"
    case .said(let words): "the world says: \(words)"
    case .notRepeatable:
      "the world had to be begun again, and the same moves came to something else"
    case .endless(let turns): "the world did not end the attempt within \(turns) turns"
    case .inBothSplits(let task):
      "The world's task '\(task)' is both trained on and held out, so nothing could be measured "
        + "with it. Give each split tasks and names of its own."
    case .address(let text, let reason):
      "'\(text)' is no server that can be spoken to: \(reason). Write openenv:HOST:PORT."
    case .server(let address, let reason):
      "The server '\(address)' does not say what its world is: \(reason). Check that it is there "
        + "and speaks OpenEnv."
    }
  }
}
