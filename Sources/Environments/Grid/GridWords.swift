import RLCore

/// The words in which attempts at one task on a board are held.
///
/// An episode does what its world's rules say; how that is put, and how an answer is read, is
/// decided here, once for each wording.
protocol GridWords<Walk, Step>: Sendable {
  associatedtype Walk: Sendable
  associatedtype Step

  /// Whether an attempt begins with a turn of thought that moves nothing.
  var beginsWithPlan: Bool { get }
  /// How long an action may be.
  var turnLength: ReplyLength { get }
  /// Everything that the policy is told up to its first turn.
  func prompt(advice: String?, at walk: Walk) -> TurnRequest
  /// What follows on the turn of thought.
  func afterPlan(at walk: Walk) -> String
  /// What a turn is told.
  ///
  /// - Parameters:
  ///   - step: what came of it.
  ///   - before: how things stood before it.
  ///   - walk: how they stand now.
  /// - Returns: what happened, and where it goes on or how it ended.
  func observation(of step: Step, before: Walk, now walk: Walk) -> String
  func reflectionRequest(memory: String?) -> TurnRequest
  /// What begins the same task again, from the walk's beginning.
  func retryRequest(from beginning: Walk) -> TurnRequest
  /// The action that an answer names.
  func direction(in text: String) -> GridDirection?
}

/// The compact words of a board: each turn is one word, but for the first, which names a plan.
protocol CompactGridWords: GridWords {}

extension CompactGridWords {
  var beginsWithPlan: Bool { true }
  var turnLength: ReplyLength { .word }

  func direction(in text: String) -> GridDirection? { GridDirection(reading: text) }
}

/// The plain words of a board, which differ by what is seen on it and what can happen there.
///
/// An answer may think and act at once, so no turn is spent on a plan.
protocol PlainGridWords: GridWords {
  var grid: PlainGrid { get }
  /// The board, where the agent is on it, and how many turns are left.
  func scene(_ walk: Walk) -> String
}

extension PlainGridWords {
  var beginsWithPlan: Bool { false }
  var turnLength: ReplyLength { PlainGrid.turnLength }

  func prompt(advice: String?, at walk: Walk) -> TurnRequest {
    grid.prompt(advice: advice, scene: scene(walk))
  }

  func afterPlan(at walk: Walk) -> String { scene(walk) }

  func reflectionRequest(memory: String?) -> TurnRequest {
    PlainGrid.reflectionRequest(memory: memory)
  }

  func retryRequest(from beginning: Walk) -> TurnRequest {
    PlainGrid.retryRequest(scene: scene(beginning))
  }

  func direction(in text: String) -> GridDirection? { GridDirection(readingPlain: text) }
}
