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
