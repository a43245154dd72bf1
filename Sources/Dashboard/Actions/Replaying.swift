/// Playing an episode, and reading what stands between its attempts.
package enum Replaying: Hashable, Sendable {
  case play
  case turns(Int)
  /// Episodes on, or back if negative, while reading or playing one.
  case episodes(Int)
  /// A faster replay, or a slower one if negative.
  case speed(Int)
  /// The next way to read the reflection between the boards.
  case nextReflectionText
  /// What the reflector saw, and back.
  case reflectorView
  /// The memory entry that the reflection started from.
  case openMemory
  /// What was tried of the episode outside of the run.
  case openTries
}
