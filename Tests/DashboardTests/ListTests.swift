import Dashboard
import RLCore
import RunModel
import TerminalUI
import Testing

struct ListTests {
  private func ids(_ filter: String, _ screen: inout Screen) -> [Int] {
    screen.command("filter \(filter)")
    let rows = screen.state.currentView.rows(of: screen.state)
    return (0..<rows.count).map { rows.number($0) }
  }

  @Test func `filters say what holds`() {
    var screen = Screen(steps: 5, source: .record)
    screen.press("2")
    let records = screen.state.run.episodes.records
    func expect(_ filter: String, _ holds: (EpisodeRecord) -> Bool) {
      let expected = records.filter(holds).map(\.id)
      #expect(ids(filter, &screen) == expected, "\(filter)")
      #expect(!expected.isEmpty && expected.count < records.count, "\(filter) tells nothing apart")
    }
    expect("fixed") { $0.first?.reward == 0 && $0.second?.reward == 1 }
    expect("step:3") { $0.step == 3 }
    expect("step>=3 r1<1") { $0.step >= 3 && $0.first?.reward == 0 }
    expect("!fixed group<=4") {
      $0.group <= 4 && !($0.first?.reward == 0 && $0.second?.reward == 1)
    }
    expect("flagged") { ($0.first?.flags ?? 0) + ($0.second?.flags ?? 0) > 0 }
    expect("lift>0") { ($0.second?.reward ?? 0) > ($0.first?.reward ?? 0) && $0.second != nil }
    expect("timeout") { record in
      let reflection = screen.state.texts(of: record.id)?.reflection
      return reflection.map { ($0.prompt + $0.text).contains("timeout") } ?? false
    }
  }

  @Test func `n and N go through the matches, also while reading one`() {
    var screen = Screen(steps: 4)
    screen.press("2")
    screen.type("/fixed")
    screen.press("enter", "g", "enter")
    let first = screen.selectedEpisode
    screen.press("n")
    #expect(screen.selectedEpisode != first)
    #expect(screen.state.place.pane == 1)
    screen.press("N")
    #expect(screen.selectedEpisode == first)
    screen.press("N")
    let outcome = screen.state.run.episodes[screen.selectedEpisode ?? 0]?.outcome(threshold: 1)
    #expect(outcome == .fixed)
  }

  @Test func `Esc while filtering brings the old filter back`() {
    var screen = Screen(steps: 2)
    screen.press("2")
    screen.command("filter fixed")
    screen.type("/zzz")
    #expect(screen.text.contains("No match for 'fixed zzz' in"))
    screen.press("escape")
    #expect(screen.state.place.filter == "fixed")
    screen.press("escape")
    #expect(screen.state.place.filter == "")
  }

  @Test func `an old episode's words are asked for once and shown when they come`() throws {
    var screen = Screen(steps: 150, prompts: 8, source: .record, width: 120, height: 40)
    screen.press("2", "g")
    let record = try #require(screen.state.run.episodes[1])
    #expect(screen.commands == [.loadEpisode(episode: 1, run: 0, offsets: record.offsets)])
    #expect(screen.text.contains("from the log"))
    screen.press("j", "k")
    #expect(screen.commands.count == 2, "the second is for episode 2")
    var attempt = AttemptRecord.example(episode: 1, step: 1)
    attempt.feedback = "found again"
    _ = screen.state.update(.episodeLoaded(episode: 1, run: 0, [.attempt(attempt)]))
    #expect(screen.text.contains("found again"))
  }

  @Test func `replay shows both boards turn by turn`() throws {
    var screen = Screen(steps: 4, source: .record, width: 120, height: 40)
    screen.press("2")
    screen.command("filter fixed")
    #expect(screen.text.contains("✓ solved"))
    screen.press("space")
    #expect(screen.state.place.isPlaying)
    #expect(screen.state.tickInterval != nil)
    #expect(screen.text.contains("at the start"))
    var frames: Set<String> = []
    for _ in 0..<24 {
      _ = screen.state.update(.ticked(seconds: 0.5))
      frames.insert(screen.text)
    }
    #expect(frames.count >= 4)
    #expect(!screen.state.place.isPlaying)
    #expect(screen.text.contains("✓ solved"))
    screen.press("[")
    #expect(screen.state.place.turn != nil)
    screen.press("]")
    #expect(screen.state.place.turn == nil)
  }

  @Test func `copying takes the whole pair along`() throws {
    var screen = Screen(steps: 3, source: .record)
    screen.press("2")
    screen.command("filter fixed")
    screen.press("y")
    let text = screen.commands.compactMap { command -> String? in
      if case .copy(let text) = command { text } else { nil }
    }
    let copied = try #require(text.first)
    for part in ["first attempt", "reflection #", "second attempt", "feedback"] {
      #expect(copied.contains(part))
    }
  }
}

extension Screen {
  var selectedEpisode: Int? { state.currentView.episode(of: state) }
}

extension AttemptRecord {
  static func example(episode: Int, step: Int) -> AttemptRecord {
    AttemptRecord(
      step: step, episode: episode, group: 1, attempt: .first, task: "t", board: ["AB", "CD"],
      start: 0, turns: [], reward: 0, feedback: "nothing", tokens: 1, logProbability: -1)
  }
}
