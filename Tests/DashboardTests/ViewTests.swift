import Dashboard
import RLCore
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

struct ViewTests {
  private static let sizes = [(200, 60), (160, 45), (120, 40), (80, 24), (40, 12), (20, 5), (1, 1)]

  @Test func `every view draws at every size, empty and full`() {
    for steps in [-1, 0, 1, 6] {
      for (key, view) in ViewCatalog.views {
        for (width, height) in Self.sizes {
          var screen = Screen(steps: steps, prompts: 2, width: width, height: height)
          screen.press(String(key))
          let lines = screen.lines
          #expect(lines.count == height, "\(view.id.name) at \(width) × \(height)")
          if width >= 40 {
            #expect(lines.dropFirst().contains { $0.count > 10 }, "\(view.id.name) is blank")
          }
        }
      }
    }
  }

  @Test func `an empty screen says what will appear and when`() {
    let sentences = [
      "1": "the first evaluation is running", "2": "the first attempts are being sampled",
      "3": "No reflection yet: the first step is running", "4": "once its second",
      "5": "Comes with the first update", "6": "No evaluation named held-out", "7": "No event yet",
    ]
    for (key, sentence) in sentences {
      var screen = Screen(steps: -1, width: 160, height: 45)
      screen.press(key)
      #expect(screen.text.contains(sentence), "view \(key)")
    }
  }

  @Test func `the overview shows the numbers of the run`() throws {
    let screen = Screen(steps: 12, width: 160, height: 45)
    let run = screen.state.run
    let held = try #require(run.evaluations(named: "heldout").last?.record)
    let net = run.lift(overLatest: 10).net
    let text = screen.text
    #expect(text.contains("held-out \(NumberText.fixed(held.successRate, decimals: 2))"))
    #expect(text.contains("n \(held.episodes)"))
    #expect(text.contains("random walk 0.06"))
    #expect(text.contains("step 12/20"))
    #expect(text.contains("n \(net.count) failed attempts in \(net.clusters) groups"))
    #expect(text.contains("+\(NumberText.fixed(net.mean ?? 9, decimals: 2))"))
    #expect(text.contains("fixed \(run.outcomes(overLatest: 10).fixed)"))
  }

  @Test func `what is not known is a dash and never a zero`() {
    var screen = Screen(steps: -1, source: .record, width: 120, height: 40)
    screen.feed([
      LoggedEvent(.attempt(.example(episode: 1, step: 1))),
      LoggedEvent(
        .reflection(
          ReflectionRecord(
            step: 1, episode: 1, id: 1, from: nil, prompt: "", text: "go left", advice: "",
            parsed: false, tokens: 2, logProbability: .nan, author: "self"))),
    ])
    screen.press("2")
    #expect(screen.text.contains("0⇒—"))
    screen.press("3")
    #expect(screen.text.contains("log π — a token"))
    screen.press("6")
    #expect(screen.text.contains("—"))
  }

  @Test func `a reflection that is being written grows in its pair and goes with it`() throws {
    var screen = Screen(steps: 3, width: 160, height: 45)
    let step = screen.state.run.stepsDone + 1
    screen.feed([LoggedEvent(.attempt(.example(episode: 9000, step: step)))])
    func see(_ words: String?, of episode: Int = 9000) {
      _ = screen.state.update(
        .writingSeen(words.map { ReflectionWriting(episode: episode, words: $0) }, run: 0))
    }
    #expect(!screen.text.contains("being written"))
    see("C kills. And then")
    #expect(screen.text.contains("episode 9000") && screen.text.contains("C kills. And then …"))
    see("C kills. And then B wins.")
    #expect(screen.text.contains("And then B wins. …"))
    // The end is seen of what has no room.
    see(String(repeating: "long words here ", count: 200) + "the very end")
    #expect(screen.text.contains("the very end …"))
    // Nobody is shown what belongs to an episode that is not known.
    see("elsewhere", of: 9999)
    #expect(!screen.text.contains("elsewhere"))
    see(nil)
    #expect(!screen.text.contains("being written"))
  }

  @Test func `what servers cost stands in the title`() {
    var screen = Screen(steps: 3, width: 200, height: 45)
    #expect(!screen.text.contains(" spent"))
    func update(_ step: Int, _ usage: PolicyUsage) -> LoggedEvent {
      LoggedEvent(
        .update(
          UpdateRecord(
            step: step, rows: [:], gradientNorm: 0, learningRate: 0, sequences: 1, tokens: 1,
            optimizerSteps: 0)), time: EventTime(elapsed: 60, usage: usage))
    }
    screen.feed([update(4, PolicyUsage(replies: 3, readTokens: 1234, writtenTokens: 5))])
    #expect(screen.lines[0].contains("1234 read"))
    screen.feed([update(5, PolicyUsage(replies: 3, readTokens: 10, money: 0.0421))])
    #expect(screen.lines[0].contains("0.0421 spent"))
  }

  @Test func `the pair stands side by side with the reflection between`() throws {
    var screen = Screen(steps: 6, source: .record, width: 160, height: 45)
    screen.press("2")
    screen.command("filter fixed")
    let episode = try #require(screen.selectedEpisode)
    let texts = try #require(screen.state.texts(of: episode))
    let row = try #require(
      screen.lines.first { $0.contains("first  r 0") && $0.contains("second  r 1") })
    #expect(row.contains("reflection #\(texts.reflection?.id ?? -1)"))
    let board = try #require(texts.first?.board)
    let letters = screen.lines.map { $0.filter { "BCDEF".contains($0) } }
    for line in board {
      let isTwice = letters.contains { $0.hasPrefix(line) && $0.hasSuffix(line) }
      #expect(isTwice, "\(line)")
    }
  }

  @Test func `reward, path and end of an attempt are on its board`() {
    var screen = Screen(steps: -1, source: .record, width: 120, height: 40)
    var attempt = AttemptRecord.example(episode: 1, step: 1)
    attempt.board = ["DDC", "DDB"]
    attempt.turns = [
      .move("right", to: 1, .moved), .move("up", to: 1, .blocked), .move("right", to: 2, .failed),
    ]
    screen.feed([LoggedEvent(.attempt(attempt))])
    screen.press("2")
    let text = screen.text
    #expect(text.contains("›D→ D→✗C"))
    #expect(text.contains("→↑→  3 moves"))
    #expect(text.contains("✗ died"))
    screen.press("[", "[")
    #expect(screen.text.contains("›D→◉D  C"))
    #expect(screen.text.contains("1/3 → moved"))
  }

  @Test func `hostile text reaches no cell raw`() {
    var screen = Screen(steps: -1, source: .record, width: 120, height: 40)
    var attempt = AttemptRecord.example(episode: 1, step: 1)
    attempt.task = "\u{1B}]52;c;aGk=\u{07}"
    attempt.feedback = "\u{1B}[2J\u{202E}evil\u{0}\u{9B}31m"
    attempt.board = ["\u{1B}D", "\u{202E}B"]
    attempt.turns = [.move("\u{1B}[A", to: 99, .moved), .move("", to: -4, .solved)]
    screen.feed([LoggedEvent(.attempt(attempt)), LoggedEvent(.unknown(kind: "\u{1B}c"))])
    for key in ["1", "2", "3", "4", "5", "6", "7"] {
      screen.press(key)
      for scalar in screen.text.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && scalar.value != 0x7F, "view \(key)")
        #expect(!(0x80..<0xA0).contains(scalar.value) && scalar.value != 0x202E, "view \(key)")
      }
    }
  }

  @Test func `rows of different types never share a curve`() throws {
    var screen = Screen(steps: 4, width: 100, height: 30)
    screen.press("5", "enter")
    let text = screen.text
    for name in ["first", "reflection", "second", "distilled"] {
      #expect(text.contains(name), "\(name)")
    }
  }

  @Test func `RLVR shows no reflections and says why`() {
    var screen = Screen(steps: 4, width: 160, height: 45, algorithm: "rlvr")
    #expect(screen.text.contains("No second attempts"))
    screen.press("3")
    #expect(screen.text.contains("No reflections: RLVR writes none."))
  }

  @Test func `several runs lie over each other, and Enter goes to one`() {
    var screen = Screen(steps: 10, width: 120, height: 40)
    var runs = screen.state.runs
    runs.append(OpenRun(name: "other", source: .record))
    screen.state = DashboardState(runs: runs, width: 120, height: 40)
    let events = SyntheticRun(seed: 2, steps: 10, algorithm: "rlvr").events
    _ = screen.state.update(.eventsArrived(events.map { PlacedEvent($0) }, run: 1))
    screen.press("6")
    #expect(screen.text.contains("1 synthetic"))
    #expect(screen.text.contains("2 other"))
    screen.press("j", "j", "enter")
    #expect(screen.state.current == 1)
    #expect(screen.state.run.start?.algorithm == "rlvr")
  }

  @Test(arguments: [100, 120, 160, 200])
  func `the first line says which run it is, and its seed`(width: Int) {
    let screen = Screen(steps: 6, source: .record, width: width, height: 40, seed: 7)
    #expect(screen.lines[0].contains("· synthetic seed 7"), "\(screen.lines[0])")
  }

  @Test func `ASCII needs nothing but ASCII`() {
    for (key, _) in ViewCatalog.views {
      var screen = Screen(steps: 6, width: 120, height: 40)
      screen.press(String(key))
      let text = screen.state.draw(glyphs: .ascii).lines.joined()
      #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "view \(key)")
      #expect(!text.contains("?D"), "view \(key)")
    }
  }

  @Test func `what was live is what is replayed`() {
    let events = SyntheticRun(steps: 5).events
    var live = Screen(steps: -1, width: 120, height: 40)
    for event in events { live.feed([event]) }
    var replay = Screen(steps: -1, width: 120, height: 40)
    replay.feed(events)
    #expect(live.lines == replay.lines)
  }
}

extension Turn {
  static func move(_ action: String, to position: Int, _ outcome: TurnOutcome) -> Turn {
    Turn(
      observation: "seen", text: action, action: action, wasEffective: outcome != .blocked,
      reward: 0, outcome: outcome, position: position)
  }
}

struct NoticeTests {
  @Test func `a remark longer than the bottom line is shown whole`() {
    var screen = Screen(steps: 2)
    let words = (1...30).map { "word\($0)" }.joined(separator: " ")
    _ = screen.state.update(.commandFailed(words))
    let shown = screen.lines.suffix(4).joined(separator: " ")
    for number in 1...30 { #expect(shown.contains("word\(number)")) }
    screen.press("j")
    #expect(!screen.text.contains("word2"))
  }
}
