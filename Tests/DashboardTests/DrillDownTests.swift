import RLCore
import RunModel
import TerminalUI
import Testing

@testable import Dashboard

struct DrillDownTests {
  @Test func `from a curve to a token takes four Enters, and Esc finds every place again`() {
    for (width, height) in [(160, 45), (80, 24), (40, 12)] {
      var screen = Screen(steps: 8, width: width, height: height)
      screen.press("h", "h", "enter", "g", "j")
      var places = [screen.state.place]
      screen.press("enter")
      screen.press("[", "[")
      places.append(screen.state.place)
      screen.press("enter", "j", "j")
      places.append(screen.state.place)
      #expect(screen.text.contains("transcript"), "\(width)")
      screen.press("enter")
      #expect(screen.text.contains("tokens of"), "\(width)")
      #expect(screen.text.contains("mean log π"), "\(width)")
      while let expected = places.popLast() {
        screen.press("escape")
        let place = screen.state.place
        #expect(place.pane == expected.pane && place.scroll == expected.scroll, "\(width)")
        #expect(place.selection == expected.selection, "\(width)")
      }
      screen.press("escape")
      #expect(screen.state.view == .overview)
      #expect(screen.state.place.cursor == 6)
    }
  }

  @Test func `Space plays a reflection's episode, and Esc comes back to the list`() throws {
    var screen = Screen(steps: 8, source: .record, width: 160, height: 45)
    screen.press("3", "g", "j")
    let (place, episode) = (screen.state.place, try #require(screen.selectedEpisode))
    screen.press("space")
    #expect(screen.state.view == .episodes && screen.selectedEpisode == episode)
    #expect(screen.state.place.isPlaying && screen.state.place.turn == 0)
    screen.press("escape", "escape", "escape")
    #expect(screen.state.view == .reflections && screen.state.place == place)
  }

  @Test func `a turn is entered where the replay stands`() throws {
    var screen = Screen(steps: 4, source: .record, width: 120, height: 40)
    screen.press("2", "enter", "[", "[", "[")
    let turn = screen.state.place.turn ?? 0
    screen.press("enter")
    let texts = try #require(
      screen.state.currentView.episode(of: screen.state).flatMap { screen.state.texts(of: $0) })
    #expect(turn > 1 && screen.state.place.part == texts.place(ofTurns: turn))
  }

  @Test func `the token under the cursor is told with its probability`() {
    var screen = Screen(steps: -1, source: .record, width: 100, height: 40)
    var attempt = AttemptRecord.example(episode: 1, step: 1)
    attempt.turns = [
      Turn(
        observation: "look", text: "go unknown", action: nil, wasEffective: true, reward: 0,
        outcome: .moved, position: 1,
        tokens: TokenTrace(logProbabilities: [-0.01, -3, -0.693]))
    ]
    screen.feed([LoggedEvent(.attempt(attempt))])
    screen.press("2", "enter", "enter", "enter")
    #expect(screen.text.contains("tokens of first attempt, turn 1"))
    #expect(screen.text.contains("[go] unknown ⏎"))
    // (0.01 + 3 + 0.693) / 3 = 1.234…, and e to that is 3.436…
    #expect(screen.text.contains("mean log π −1.234 · perplexity 3.44 · lowest 'unknown' 0.05"))
    screen.press("l")
    #expect(screen.text.contains("go [unknown] ⏎"))
    #expect(screen.text.contains("▸   2 unknown  0.05  −3.000"))
    screen.press("G")
    #expect(screen.text.contains("go unknown [⏎]"))
    #expect(screen.text.contains("0.50  −0.693 ▇▇▇▇▇▇▇▇▇▇"))
  }

  @Test func `how likely a token was can be seen without colours`() {
    var screen = Screen(steps: -1, source: .record, width: 100, height: 40)
    var attempt = AttemptRecord.example(episode: 1, step: 1)
    attempt.turns = [
      Turn(
        observation: "", text: "sure even rare", action: nil, wasEffective: true, reward: 0,
        outcome: .moved, position: 1, tokens: TokenTrace(logProbabilities: [-0.01, -1, -4]))
    ]
    screen.feed([LoggedEvent(.attempt(attempt))])
    screen.press("2", "enter", "enter", "enter", "l")
    let canvas = screen.state.draw()
    let row = screen.lines.firstIndex { $0.contains("sure [even] rare") } ?? 0
    let line = screen.lines[row]
    func attributes(of word: String) -> Attributes {
      let place = line.firstRange(of: word)?.lowerBound ?? line.startIndex
      let column = line.distance(from: line.startIndex, to: place)
      return Theme.mono.appearance(of: canvas[column, row].style).attributes
    }
    #expect(attributes(of: "sure").isDisjoint(with: [.underline, .bold]))
    #expect(attributes(of: "even").isSuperset(of: [.underline, .reverse]))
    #expect(attributes(of: "rare").isSuperset(of: [.underline, .bold]))
  }

  @Test func `an old log says that it has no probabilities`() {
    var screen = Screen(steps: -1, source: .record, width: 100, height: 40)
    var attempt = AttemptRecord.example(episode: 1, step: 1)
    attempt.turns = [
      Turn(
        observation: "", text: "up", action: "up", wasEffective: true, reward: 0,
        outcome: .moved, position: 1)
    ]
    screen.feed([LoggedEvent(.attempt(attempt))])
    screen.press("2", "enter", "enter", "enter")
    #expect(screen.text.contains("does not say how likely each token was"))
  }
}
