import RLCore
import RunModel
import Testing

@testable import Dashboard

@Suite struct `Success by the run's threshold` {
  /// An episode whose first attempt earned a reward and was followed by nothing.
  private func screen(reward: Double, threshold: Double) -> Screen {
    var screen = Screen(steps: -1, width: 120, height: 40)
    screen.feed(
      [
        .runStarted(
          RunStart(
            run: "r", kolb: "1", environment: "e", algorithm: "erl", seed: 1, steps: 1,
            digest: "d", legend: [], threshold: threshold)),
        .attempt(
          AttemptRecord(
            step: 1, episode: 1, group: 1, attempt: .first, task: "t", board: [], start: nil,
            turns: [], reward: reward, feedback: "", tokens: 1, logProbability: -1)),
      ].map { LoggedEvent($0) })
    screen.press("2")
    return screen
  }

  // The pane wraps the sentence after these words.
  @Test func `a first attempt that reached the threshold is said to have solved it`() {
    let words = "none: the first attempt"
    #expect(screen(reward: 0.5, threshold: 0.5).text.contains(words))
    #expect(!screen(reward: 0.5, threshold: 0.75).text.contains(words))
    #expect(!screen(reward: 1, threshold: 2).text.contains(words))
  }
}
