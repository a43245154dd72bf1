import RLCore
import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// What one can do once a run is over, and how fast one lets it go before.
@Suite struct BeginningTests {
  private static let presets = [
    PresetEntry(
      name: "lakes", summary: "", environment: "frozenlake", algorithm: .erl, steps: 120),
    PresetEntry(
      name: "lakes-rlvr", summary: "", environment: "frozenlake", algorithm: .rlvr, steps: 120),
    PresetEntry(
      name: "rooms-lm", summary: "", environment: "sokoban", algorithm: .erl, steps: 4,
      wantsModel: true),
    PresetEntry(name: "rooms", summary: "", environment: "sokoban", algorithm: .erl, steps: 60),
    PresetEntry(
      name: "rooms-rlvr", summary: "", environment: "sokoban", algorithm: .rlvr, steps: 60),
  ]

  /// A run of 20 steps that has just come to its end while somebody looked.
  private func ended(
    steps: Int = 20, as status: EngineStatus = .finished, hasCheckpoint: Bool = true,
    width: Int = 100
  ) -> Screen {
    var screen = Screen(steps: steps, width: width, height: 30)
    screen.state.presets = Self.presets
    _ = screen.state.update(
      .folderSeen(RunFolder(path: "runs/one", hasCheckpoint: hasCheckpoint), run: 0))
    _ = screen.state.update(.engineChanged(.running))
    _ = screen.state.update(.engineChanged(status))
    _ = screen.state.update(.ticked(seconds: 2))
    return screen
  }

  @Test func `a key that is pressed as a run ends means what it meant before`() {
    var screen = Screen(steps: 20, width: 100, height: 30)
    screen.state.presets = Self.presets
    _ = screen.state.update(
      .folderSeen(RunFolder(path: "runs/one", hasCheckpoint: true), run: 0))
    _ = screen.state.update(.engineChanged(.running))
    _ = screen.state.update(.engineChanged(.finished))
    #expect(screen.text.contains("what next?") && screen.state.tickInterval != nil)
    var later = screen
    screen.press("b")
    func begins(_ screen: Screen) -> Bool {
      screen.commands.contains { if case .begin = $0 { true } else { false } }
    }
    #expect(!begins(screen) && !screen.text.contains("what next?"))
    screen.press("space", "b")
    #expect(begins(screen))
    _ = later.state.update(.ticked(seconds: 1))
    later.press("b")
    #expect(begins(later))
  }

  @Test func `a key of the box that cannot be says why not, and what can be done instead`() {
    var screen = ended(hasCheckpoint: false)
    screen.press("m")
    #expect(screen.commands == [])
    #expect(screen.state.notice?.text.contains("no checkpoint in one") == true)
    #expect(screen.state.notice?.text.contains("begins it anew") == true)
    var log = Screen(steps: 20, source: .record, width: 100, height: 30)
    _ = log.state.update(.engineChanged(.finished))
    log.press("space", "s")
    #expect(log.state.notice?.text.contains("o begins a run by a preset") == true)
  }

  @Test func `a run that ends offers what next, each by one key`() {
    let usual = Pace.watchable(steps: 20)
    let offers: [(key: String, words: String, command: Command)] = [
      ("m", "20 more steps, to 40", .begin(["resume", "runs/one", "--steps=40"], pace: usual)),
      (
        "s", "with seed 2", .begin(["run", "runs/one/run.toml", "--seed=2"], pace: usual)
      ),
      ("t", "preset rooms", .begin(["run", "rooms"], pace: .watchable(steps: 60))),
      (
        "b", "RLVR", .begin(["run", "runs/one/run.toml", "--set=algorithm=rlvr"], pace: usual)
      ),
    ]
    for offer in offers {
      var screen = ended()
      #expect(screen.text.contains("what next?"))
      #expect(screen.text.contains(offer.words), "\(screen.text)")
      screen.press(offer.key)
      #expect(screen.commands == [offer.command])
      #expect(screen.state.popup == nil)
    }
  }

  @Test func `space offers it again, and any other key means what it means`() {
    var screen = ended()
    screen.press("escape")
    #expect(screen.state.popup == nil)
    screen.press("space")
    #expect(screen.state.popup == .ending(choice: 0))
    screen.press("4")
    #expect(screen.state.popup == nil && screen.state.view == .memory)
    screen.press(".")
    #expect(screen.state.popup == .ending(choice: 0))
    screen.press("down", "enter")
    #expect(screen.commands.count == 1)
    screen = ended()
    screen.press("q")
    #expect(screen.commands == [.quit])
  }

  @Test func `what cannot be is not offered`() {
    var screen = ended(hasCheckpoint: false)
    #expect(!screen.text.contains("more steps"))
    screen = Screen(steps: 20, source: .record)
    _ = screen.state.update(.engineChanged(.finished))
    screen.press("space")
    #expect(!screen.text.contains("with seed"))
    #expect(screen.text.contains("all runs, experiments and presets"))
  }

  @Test func `a run that was stopped or died goes on from its checkpoint`() {
    for status in [EngineStatus.stopped, .dead("error: no memory left")] {
      var screen = ended(steps: 12, as: status)
      #expect(screen.text.contains("go on from the last checkpoint to step 20"))
      screen.press("m")
      #expect(screen.commands == [.begin(["resume", "runs/one"], pace: .watchable(steps: 8))])
    }
    #expect(ended(steps: 12, as: .dead("error: no memory left")).text.contains("no memory left"))
  }

  @Test func `the commands do the same`() {
    let wanted: [(line: String, command: Command)] = [
      ("resume", .begin(["resume", "runs/one", "--steps=40"], pace: .watchable(steps: 20))),
      ("resume 30", .begin(["resume", "runs/one", "--steps=30"], pace: .watchable(steps: 10))),
      ("set steps 50", .begin(["resume", "runs/one", "--steps=50"], pace: .watchable(steps: 30))),
      ("run rooms --seed=4", .begin(["run", "rooms", "--seed=4"], pace: .watchable(steps: 60))),
      ("run", .begin(["run", "runs/one/run.toml"], pace: .watchable(steps: 20))),
    ]
    for (line, command) in wanted {
      var screen = ended()
      screen.press("escape")
      screen.command(line)
      #expect(screen.commands == [command], "\(line)")
    }
    var screen = ended()
    screen.press("escape")
    screen.command("resume 20")
    #expect(screen.commands == [] && screen.text.contains("has 20 steps already"))
  }

  @Test func `other runs take the place of those that were open`() {
    var screen = ended()
    screen.press("2", "j")
    _ = screen.state.update(
      .opened([OpenRun(name: "next", source: .engine)], judgements: []))
    #expect(screen.state.view == .overview && screen.state.open.name == "next")
    #expect(screen.state.popup == nil && screen.state.run.eventCount == 0)
    screen.feed(
      Screen(steps: 2).state.open.timeline.latest.start.map { start in
        [LoggedEvent(.runStarted(start))]
      } ?? [])
    #expect(screen.state.run.start != nil)
  }

  @Test func `the title follows the steps that a run is to have`() {
    var screen = Screen(steps: 20, width: 100)
    #expect(screen.lines[0].contains("step 20/20"))
    let longer = ControlAction.set(SettingChange(key: "steps", old: "20", new: "40"))
    screen.feed([LoggedEvent(.control(ControlRecord(step: 21, action: longer, who: "you")))])
    #expect(screen.lines[0].contains("step 20/40"))
    #expect(!screen.lines[0].contains("steps 40"), "a change that the title shows anyway")
  }

  // MARK: - Pace

  @Test func `the header names the phase, and the pace where something holds it back`() {
    var screen = Screen(width: 120)
    func see(_ state: EngineState, _ phase: TrainingPhase, _ pace: Pace) {
      let activity = EngineActivity(state, phase: phase, pace: pace)
      _ = screen.state.update(
        .engineSeen(EngineSight(process: 7, activity), run: 0))
      _ = screen.state.update(.engineChanged(state == .paused ? .paused : .running))
    }
    see(.running, .reflection, .free)
    #expect(screen.lines[0].contains("reflections") && !screen.lines[0].contains("freely"))
    see(.running, .second, .stepsPerSecond(2))
    #expect(screen.lines[0].contains("second attempts · 2 steps/s"))
    see(.paused, .update, .byHand)
    #expect(screen.lines[0].contains("next: update · by hand"))
  }

  @Test(arguments: [80, 100])
  func `a narrow header has phase and pace before a bar`(width: Int) {
    var screen = Screen(width: width)
    let activity = EngineActivity(.running, phase: .update, pace: .stepsPerSecond(1))
    _ = screen.state.update(.engineSeen(EngineSight(process: 7, activity), run: 0))
    _ = screen.state.update(.engineChanged(.running))
    #expect(screen.lines[0].contains("update · 1 step/s"))
    #expect(screen.lines[0].contains("step 12/20"))
  }

  @Test func `the other task is the plain one of the next world`() {
    var screen = ended()
    func preset(_ name: String, _ world: String) -> PresetEntry {
      PresetEntry(name: name, summary: "", environment: world, algorithm: .erl, steps: 9)
    }
    screen.state.presets = [
      preset("sokoban-far", "sokoban"), preset("frozenlake", "frozenlake"),
      preset("frozenlake-tempted", "frozenlake"), preset("sokoban", "sokoban"),
    ]
    #expect(screen.state.otherTask?.name == "sokoban")
  }

  @Test func `one key frees a run, and the same holds it back again`() {
    var screen = Screen(width: 120)
    screen.press("f")
    #expect(screen.commands == [.order(.pace(.watchable(steps: 20)))])
    _ = screen.state.update(
      .engineSeen(
        EngineSight(process: 1, EngineActivity(.running, pace: .stepsPerSecond(2))), run: 0))
    screen.press("f", ")", "(")
    #expect(
      screen.commands.dropFirst() == [
        .order(.pace(.free)), .order(.pace(.free)), .order(.pace(.stepsPerSecond(10))),
      ])
    screen.command("pace 0.5")
    screen.command("pace hand")
    screen.command("pace soon")
    #expect(
      screen.commands.suffix(2) == [
        .order(.pace(.stepsPerSecond(0.5))), .order(.pace(.byHand)),
      ])
    #expect(screen.text.contains("Usage: pace"))
  }

  @Test func `a pace is typed as it is told, and gears go from by hand to free`() {
    for pace in [Pace.free, .byHand, .stepsPerSecond(2), .stepsPerSecond(0.25)] {
      #expect(Pace(words: pace.words) == pace)
    }
    for words in ["", "0", "-1", "nan", "inf", "1e9", "fast"] { #expect(Pace(words: words) == nil) }
    var pace = Pace.byHand
    for _ in 0..<20 { pace = pace.changed(by: 1) }
    #expect(pace == .free)
    for _ in 0..<20 { pace = pace.changed(by: -1) }
    #expect(pace == .byHand)
    #expect(Pace.stepsPerSecond(3).changed(by: 1) == .stepsPerSecond(5))
    #expect(Pace.stepsPerSecond(3).changed(by: -1) == .stepsPerSecond(2))
  }
}
