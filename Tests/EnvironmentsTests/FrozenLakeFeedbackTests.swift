import Environments
import RLCore
import Testing

@Suite struct FrozenLakeFeedbackTests {
  @Test(arguments: [
    (["down", "right"], "The agent reached the goal at b2 after 2 moves."),
    (["right"], "The agent fell into the hole at b1 on move 1."),
    (
      ["left", "jump", "right"],
      "The agent fell into the hole at b1 on move 3. "
        + "1 move named no direction and was lost."
    ),
    (["up", "up", "left"], "The 3 moves were used up; the agent ended at a1."),
    (
      ["", "🧊", "down"],
      "The 3 moves were used up; the agent ended at a2. "
        + "2 moves named no direction and were lost."
    ),
    ([], "The attempt is not over; the agent is at a1 after 0 moves."),
  ])
  func `feedback tells what happened`(words: [String], feedback: String) throws {
    let task = try FrozenLakeTask(["SH", "FG"], budget: 3)
    #expect(task.feedback(after: words) == feedback)
  }

  @Test func `feedback agrees with the outcome and names no square but the last`() throws {
    let lake = try FrozenLake(options: .official)
    var generator = SeededGenerator(seed: 8)
    var seen: Set<TurnOutcome> = []
    for index in 0..<400 {
      let task = lake.lake(at: index, in: .training, seed: 1)
      var episode = task.planned()
      var last: Transition
      repeat {
        last = episode.respond(
          to: GridDirection(rawValue: Int(generator.next() >> 61))?.word ?? "jump")
      } while !last.isDone
      let feedback = episode.feedback
      seen.insert(last.outcome)
      #expect(feedback.contains("reached the goal") == (last.reward == 1))
      #expect(feedback.contains("fell into") == (last.outcome == .failed))
      #expect(feedback.contains("used up") == (last.outcome == .exhausted))
      let squares = feedback.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        .filter(GridSquare.names.contains)
      let position = try #require(last.position)
      #expect(squares == [task.name(of: position)])
    }
    #expect(seen == [.solved, .failed, .exhausted])
  }
}
