import ClaimReading
import RLCore

/// A task on a board whose letters nobody explains.
package protocol GridTask: TaskWithTruth {
  associatedtype Code: GridCode
  associatedtype Episode: GridEpisode

  /// What its compact words say, and what notes in them can say.
  static var language: ClosedLanguage { get }

  var code: Code { get }
  /// The name of a square, such as `c2`.
  func name(of square: Int) -> String
  /// Where a move from a square leads, whatever is met there.
  func destination(of direction: GridDirection, from square: Int) -> Int
  /// An attempt that answers at once, for whoever plays without waiting.
  ///
  /// The generator is the chance of the world itself.
  func attempt(generator: SeededGenerator) -> Episode
}

extension GridTask {
  package func begin(generator: SeededGenerator) -> any EnvironmentEpisode {
    attempt(generator: generator)
  }
}

/// An attempt that is played in this process and neither waits nor fails.
package protocol GridEpisode: EnvironmentEpisode {
  mutating func respond(to text: String) -> Transition
}

extension GridEpisode {
  /// What is logged as the action of a turn that named none.
  static var noAction: String { "none" }
}

/// A name for a task that is made of everything that it is: equal tasks have equal names.
enum GridTaskName {
  static func of(_ kind: String, width: Int, height: Int, parts: [String]) -> String {
    var hash = SeededGenerator(seed: 0, purpose: parts.joined(separator: " "))
    let digits = String(hash.next(), radix: 16)
    let padding = String(repeating: "0", count: 16 - digits.count)
    return "\(kind)-\(width)x\(height)-\(padding)\(digits)"
  }
}
