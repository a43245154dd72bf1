/// What is done with the run itself, be it the live one or its past.
package enum Steering: Hashable, Sendable {
  case pauseOrResume
  case runPhase
  /// At a slower pace, the slowest by hand.
  case slower
  case faster
  /// As fast as the machine goes, or again so that one can follow.
  case runFreely
  case follow
  case earlierStep
  case laterStep
  /// Answers the run's question, or tries another reflection on the selected episode.
  case editReflection
  case tryAnother
  /// The same in a program of one's own.
  case editOutside
}
