/// An attempt that its world broke off, such as a server that does not answer.
///
/// The run goes on without it: it has no reward, and is in no group.
package struct EpisodeFailure: Sendable, Equatable {
  package var step: Int
  package var episode: Int
  package var attempt: AttemptKind
  package var reason: String

  package init(step: Int, episode: Int, attempt: AttemptKind, reason: String) {
    self.step = step
    self.episode = episode
    self.attempt = attempt
    self.reason = reason
  }
}
