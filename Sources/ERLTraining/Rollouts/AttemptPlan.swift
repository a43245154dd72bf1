import RLCore

/// An attempt that is to be made: at what, told what, and where its chance comes from.
package struct AttemptPlan: Sendable {
  package enum Opening: Sendable {
    /// A conversation of its own, told what a reflection says, or nothing.
    case fresh(advice: String?)
    /// The conversation of a finished attempt at the same task.
    case retrying(Attempt)
    /// The conversation of a finished attempt at another task.
    case following(Attempt)
  }

  package let task: any EnvironmentTask
  package let opening: Opening
  /// The chance of the world itself.
  package let chance: SeededGenerator
  /// Names the conversation among those of the step.
  package let conversation: Int
  /// Its place among those of its purpose, which decides the policy's draws.
  package let place: Int
  /// What the policy wrote in it before a resume, which it is not asked for again.
  var recorded: [RecordedTurn] = []

  package init(
    at task: any EnvironmentTask, _ opening: Opening, chance: SeededGenerator,
    conversation: Int, place: Int
  ) {
    self.task = task
    self.opening = opening
    self.chance = chance
    self.conversation = conversation
    self.place = place
  }

  /// Opens the world.
  ///
  /// - Throws: what went wrong with it.
  func begin() async throws -> Attempt {
    let world = try await task.begin(generator: chance)
    var attempt =
      switch opening {
      case .fresh(let advice):
        Attempt(at: task, in: world, told: advice, conversation: conversation)
      case .retrying(let first): Attempt(retrying: first, in: world)
      case .following(let first): Attempt(at: task, in: world, following: first)
      }
    for turn in recorded where !attempt.isDone {
      // Told something else, the policy would have written something else.
      guard turn.asked == attempt.asked else { break }
      try await attempt.take(turn.completion)
    }
    return attempt
  }
}

/// Why an attempt could not be played: the world's fault, which costs the episode.
package struct WorldFailure: Error, Sendable, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ error: any Error) { description = "\(error)" }
}

package typealias PlayedAttempt = Result<Attempt, WorldFailure>
