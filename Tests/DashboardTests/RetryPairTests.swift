import RLCore
import RunModel
import Testing

@testable import Dashboard

@Suite struct `A pair of several retries` {
  private func screen(rewards: [Double], secondTask: String = "t") -> Screen {
    func attempt(_ kind: AttemptKind, _ reward: Double, retry: Int? = nil) -> RunEvent {
      var record = AttemptRecord(
        step: 1, episode: 1, group: 1, attempt: kind, task: kind == .first ? "t" : secondTask,
        board: ["AD", "DB"], start: 0,
        turns: [
          Turn(
            observation: "", text: "down", action: "down", wasEffective: true, reward: reward,
            outcome: reward == 1 ? .solved : .failed, position: 2)
        ],
        reward: reward, feedback: "", tokens: 1, logProbability: -1)
      record.retry = retry
      return .attempt(record)
    }
    var screen = Screen(steps: -1, width: 140, height: 40)
    let seconds = rewards.enumerated().map { number, reward in
      attempt(.second, reward, retry: number > 0 ? number + 1 : nil)
    }
    screen.feed(
      ([
        .runStarted(
          RunStart(
            run: "r", kolb: "1", environment: "e", algorithm: "erl", seed: 1, steps: 1,
            digest: "d", legend: [])),
        attempt(.first, 0),
        .reflection(
          ReflectionRecord(
            step: 1, episode: 1, id: 1, from: nil, prompt: "", text: "B goal", advice: "B goal",
            parsed: true, tokens: 1, logProbability: 0, author: "self")),
      ] + seconds).map { LoggedEvent($0) })
    screen.press("2")
    return screen
  }

  @Test func `says how many there were and what they earned in the mean`() {
    let text = screen(rewards: [1, 1, 0, 1]).text
    #expect(text.contains("retry 1 of 4 · mean 0.75"))
  }

  @Test func `says nothing of the kind where there was one`() {
    #expect(!screen(rewards: [1]).text.contains("retry 1"))
  }

  @Test func `says that it was on another task, and compares no moves`() {
    let text = screen(rewards: [1, 0], secondTask: "sibling").text
    #expect(text.contains("tried again on another"))
    #expect(!text.contains("the very same moves"))
    #expect(screen(rewards: [1]).text.contains("the very same moves"))
  }
}
