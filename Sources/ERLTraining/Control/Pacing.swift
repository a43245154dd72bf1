import RunModel

/// What holds phases back so that somebody can watch them; it has the clock that the loop has not.
package protocol Pacing: Sendable {
  /// Returns when a phase is due, or as soon as nothing holds the loop back any more.
  ///
  /// - Parameters:
  ///   - phase: the phase that waits.
  ///   - rate: the training steps a second that the loop is held to now; `nil` for none.
  func wait(before phase: TrainingPhase, rate: @Sendable () -> Double?) async
}
