/// A person is asked to reflect on a failed first attempt, instead of the policy.
package struct Question: Sendable, Equatable {
  package var step: Int
  package var episode: Int
  /// Seconds that are waited for an answer; then the policy reflects.
  package var wait: Double

  package init(step: Int, episode: Int, wait: Double) {
    self.step = step
    self.episode = episode
    self.wait = wait
  }
}
