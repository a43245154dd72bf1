import RLCore
import RunModel
import TerminalUI
import Testing

@testable import Dashboard

struct ReplayTests {
  /// An episode on a board of two rows: right into the wall and down at first, down at once then.
  private static func pair(_ episode: Int, saw: String = "the board") -> [LoggedEvent] {
    func turn(_ action: String, _ outcome: TurnOutcome, at place: Int, moved: Bool = true) -> Turn {
      Turn(
        observation: "look", text: action, action: action, wasEffective: moved, reward: 0,
        outcome: outcome, position: place)
    }
    var first = AttemptRecord.example(episode: episode, step: 1)
    first.turns = [
      turn("right", .moved, at: 1), turn("up", .blocked, at: 1, moved: false),
      turn("down", .failed, at: 3),
    ]
    first.feedback = "It fell in."
    var second = first
    second.attempt = .second
    second.reward = 1
    second.turns = [
      turn("right", .moved, at: 1), turn("left", .moved, at: 0), turn("down", .solved, at: 2),
    ]
    second.feedback = "It came home."
    let reflection = ReflectionRecord(
      step: 1, episode: episode, id: episode, from: episode > 1 ? 1 : nil, prompt: saw,
      text: "avoid D \(episode)", advice: "avoid D \(episode)", parsed: true, tokens: 3,
      logProbability: -1, author: "self")
    let memory = MemoryChange(
      step: 1, change: .stored, id: episode, episode: episode, text: "avoid D \(episode)",
      why: .succeeded)
    return [.attempt(first), .reflection(reflection), .attempt(second), .memory(memory)]
      .map { LoggedEvent($0) }
  }

  private static func screen(
    _ episodes: ClosedRange<Int>, source: OpenRun.Source = .record, width: Int = 120,
    height: Int = 40
  ) -> Screen {
    var screen = Screen(steps: -1, source: source, width: width, height: height)
    screen.feed(episodes.flatMap { pair($0) })
    screen.press("2", "enter")
    return screen
  }

  @Test func `the scrubber shows where one is, and which moves did nothing`() {
    var screen = Self.screen(1...1)
    #expect(screen.text.contains("‖ 1×  3/3  first ━╌✗  second ━━✓"))
    screen.press("[")
    #expect(screen.text.contains("2/3  first ━╌│✗  second ━━│✓"))
    screen.press("space")
    #expect(screen.text.contains("▶ 1×  2/3"))
  }

  @Test func `speed is chosen by keys, and decides how soon the next turn comes`() {
    var screen = Self.screen(1...1)
    screen.press("+", "+", "+", "[", "[", "[", "space")
    #expect(screen.text.contains("4×  0/3"))
    _ = screen.state.update(.ticked(seconds: 0.13))
    #expect(screen.state.place.turn == 1)
    screen.press("-", "-", "-", "-")
    #expect(screen.text.contains("½×"))
    _ = screen.state.update(.ticked(seconds: 0.13))
    #expect(screen.state.place.turn == 2)
    _ = screen.state.update(.ticked(seconds: 0.9))
    #expect(screen.state.place.turn == 2)
    _ = screen.state.update(.ticked(seconds: 0.2))
    #expect(screen.state.place.turn == nil)
  }

  @Test func `braces go from episode to episode and play on`() {
    var screen = Self.screen(1...3)
    screen.press("{")
    #expect(screen.selectedEpisode == 2)
    #expect(screen.state.place.pane == 1)
    screen.press("space", "{")
    #expect(screen.selectedEpisode == 1)
    #expect(screen.state.place.isPlaying && screen.state.place.turn == 0)
    screen.press("{")
    #expect(screen.state.notice?.text == "this is the first episode")
    screen.press("}", "}")
    #expect(screen.selectedEpisode == 3)
  }

  @Test(arguments: ["space", "[", "{"])
  func `replaying a live run holds the view while the run goes on`(key: String) {
    var screen = Screen(steps: 4, source: .engine, width: 160, height: 45)
    screen.press("2", "enter", key)
    let held = screen.selectedEpisode
    #expect(screen.state.isHeld)
    #expect(screen.text.contains("‖ view held at step 4 · run goes on · F follows"))
    screen.feed([LoggedEvent(.attempt(.example(episode: 900, step: 5)))])
    #expect(screen.selectedEpisode == held)
    #expect(screen.state.run.episodes[900] == nil)
    // The engine was not asked to stop.
    #expect(screen.commands == [])
    screen.press("F")
    #expect(!screen.state.isHeld && screen.state.run.episodes[900] != nil)
  }

  @Test func `the first attempt goes along as a ghost, and the move that differs is marked`() {
    var screen = Self.screen(1...1)
    #expect(screen.text.contains("→[↑]↓"))
    #expect(screen.text.contains("→[←]↓"))
    #expect(screen.text.contains("differs at move 2: ↑ became ←"))
    #expect(screen.text.contains("It fell in.") && screen.text.contains("It came home."))
    screen.press("[")
    // The second is back on A, the first still on B.
    #expect(screen.text.contains("◉A"))
    #expect(screen.text.contains("◌B"))
  }

  @Test func `the reflection can be read in four ways`() {
    var screen = Self.screen(1...2)
    #expect(screen.text.contains("avoid D 2"))
    screen.press("s")
    #expect(screen.text.contains("what the reflector saw"))
    screen.press("s", "d", "d")
    #expect(screen.text.contains("since reflection #1"))
    #expect(screen.text.contains("avoid D [-1-] {+2+}"))
    screen.press("d")
    #expect(screen.text.contains("since memory #1"))
    #expect(screen.text.contains("avoid D [-1-] {+2+}"))
    screen.press("d")
    #expect(screen.state.place.reflectionText == .words)
  }

  @Test func `from a lift curve to the memory behind a bad reflection takes four keys`() {
    for (width, height) in [(160, 45), (80, 24)] {
      var screen = Screen(steps: 12, width: width, height: height)
      screen.press("tab", "tab")
      let start = screen.state.place
      screen.press("enter")
      #expect(screen.state.view == .reflections)
      let bad = screen.selectedEpisode.flatMap { screen.state.run.episodes[$0] }
      #expect(bad?.second?.reward == bad?.first?.reward)
      screen.press("enter", "enter")
      #expect(screen.state.view == .episodes && screen.state.place.pane == 1)
      #expect(screen.selectedEpisode == bad?.id)
      screen.press("m")
      #expect(screen.state.view == .memory)
      let row = screen.state.rows.selected(screen.state.place.selection)
      let entry = row.map { screen.state.run.memory.entries[$0] }
      #expect(entry?.id == bad?.reflection?.memory)
      screen.press("escape")
      #expect(screen.state.view == .episodes && screen.selectedEpisode == bad?.id)
      while screen.state.view != .overview { screen.press("escape") }
      #expect(screen.state.place == start)
    }
  }
}
