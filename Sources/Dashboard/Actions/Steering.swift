/// What is done with the run itself, be it the live one or its past.
package enum Steering: Hashable, Sendable {
  case pauseOrResume
  case runPhase
  case follow
  case earlierStep
  case laterStep
  /// Answers the run's question, or tries another reflection on the selected episode.
  case editReflection
  case tryAnother
  /// The same in a program of one's own.
  case editOutside
}
