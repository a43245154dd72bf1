import Dashboard
import RunModel
import TerminalUI
import Testing

struct KeyTests {
  @Test func `digits show the views`() {
    var screen = Screen()
    for (key, view) in ViewCatalog.views {
      screen.press(String(key))
      #expect(screen.state.view == view.id)
    }
  }

  @Test func `commands are on the same keys of every keyboard, and text is taken as it comes`() {
    var screen = Screen()
    screen.press("２")
    #expect(screen.state.view == .episodes)
    screen.press("：", "й")
    #expect(screen.text.contains(":й"))
    screen.press("escape", "Ж")
    #expect(screen.state.prompt != nil)
    screen.press("escape", "？")
    #expect(screen.state.popup != nil)
  }

  @Test func `the tables of keys claim no key twice`() {
    #expect(ViewCatalog.commonKeys.conflicts == [])
    for (_, view) in ViewCatalog.views {
      #expect(KeyMap(view.bindings).conflicts == [], "\(view.id.name)")
    }
  }

  /// A key in the help that did nothing would be a promise broken.
  @Test func `every key in the help of every view does something`() {
    // Not every key can move from every place: at an end there is no way on.
    let starts = [[], ["k", "k", "k"], ["l", "l"], ["g"], ["[", "["]]
    for (viewKey, view) in ViewCatalog.views {
      let map = ViewCatalog.keys(of: view)
      for binding in map.bindings where binding.action != .move(.show(view.id)) {
        for key in binding.keys where map.action(for: key) == binding.action {
          let acts = starts.contains { start in
            var screen = Screen.twoRuns
            screen.press("<", String(viewKey))
            for name in start { screen.press(name) }
            let before = Moment(screen.state, [])
            return Moment(screen.state, with: key) != before
          }
          #expect(acts, "\(key) in \(view.id.name)")
        }
      }
    }
  }

  /// What a key may change.
  private struct Moment: Equatable {
    let commands: [Command]
    let view: ViewID
    let places: [ViewID: ViewPlace]
    let playhead: Playhead
    let popup: Overlay?
    let prompt: Prompt?
    let notice: Notice?
    let axis: Axis

    init(_ state: DashboardState, _ commands: [Command]) {
      self.commands = commands
      view = state.view
      places = state.places
      playhead = state.playhead
      popup = state.popup
      prompt = state.prompt
      notice = state.notice
      axis = state.plots.axis
    }

    init(_ state: DashboardState, with key: Key) {
      var state = state
      let commands = state.update(.keyPressed(key))
      self.init(state, commands)
    }
  }

  @Test func `help lists every key of the view it is opened in`() {
    for (viewKey, view) in ViewCatalog.views {
      var screen = Screen(steps: 2, width: 120, height: 60)
      screen.press(String(viewKey), "?")
      var text = screen.text
      for _ in 0..<8 {
        screen.press("ctrl-d")
        text += screen.text
      }
      let map = ViewCatalog.keys(of: view)
      // A key that the view has for itself is listed once.
      for binding in map.bindings
      where binding.keys.contains(where: { map.action(for: $0) == binding.action }) {
        let isListed = text.contains(binding.summary)
        #expect(isListed, "\(binding.command) in \(view.id.name)")
      }
      screen.press("x")
      #expect(screen.state.popup == nil)
    }
  }

  @Test func `space pauses a live run and resumes a paused one`() {
    var screen = Screen()
    screen.press("space")
    #expect(screen.commands == [.order(.pause)])
    _ = screen.state.update(.engineChanged(.paused))
    #expect(screen.text.contains("paused"))
    screen.press("space")
    #expect(screen.commands == [.order(.pause), .order(.resume)])
  }

  @Test func `the dot runs one phase, and step one step`() {
    var screen = Screen()
    screen.press(".")
    screen.command("step")
    #expect(screen.commands == [.order(.step(.phase)), .order(.step(.step))])
  }

  @Test func `what cannot be taken back takes more than a completion and Enter`() {
    var screen = Screen()
    screen.command("abort")
    #expect(screen.commands == [])
    #expect(screen.state.notice?.text.contains(":abort now") == true)
    screen.command("abort now")
    #expect(screen.commands == [.abort])
  }

  @Test func `a trial under way is not left without a word`() throws {
    var screen = Screen(steps: 12, source: .record, width: 160, height: 45)
    let pair = try #require(screen.state.run.episodes.records.last { $0.second != nil })
    screen.press("2")
    screen.command("filter \(pair.id)")
    screen.command("whatif B kills.")
    #expect(screen.commands.contains { if case .branch = $0 { true } else { false } })
    let before = screen.commands
    screen.press("q")
    #expect(screen.commands == before)
    #expect(screen.state.notice?.text.contains("still being tried") == true)
    screen.press("q")
    #expect(screen.commands == before + [.quit])
  }

  @Test(arguments: [OpenRun.Source.log, .record])
  func `a run that nothing trains gets no commands, and says why`(source: OpenRun.Source) {
    var screen = Screen(source: source)
    screen.press("space", ".")
    screen.command("stop")
    screen.command("abort")
    screen.command("resume")
    #expect(screen.commands == [])
    #expect(screen.state.notice != nil)
  }

  @Test func `a run that another process trains is steered the same, and left without a question`()
  {
    var screen = Screen(source: .log)
    _ = screen.state.update(.engineChanged(.running))
    #expect(screen.text.contains("another process trains this run"))
    screen.press("space", ".")
    screen.command("note from afar")
    #expect(
      screen.commands == [
        .order(.pause), .order(.step(.phase)), .order(.note("from afar")),
      ])
    screen.press("q")
    #expect(screen.commands.last == .quit)
  }

  @Test func `an engine that is gone without a word is said to have died`() {
    var screen = Screen(width: 100)
    _ = screen.state.update(.engineChanged(.dead(nil)))
    #expect(screen.text.contains("engine died"))
    screen.press("space")
    #expect(screen.text.contains("what next?"))
    #expect(screen.commands == [])
    screen.press("q")
    #expect(screen.commands == [.quit])
  }

  @Test func `quitting a live run asks first`() {
    let answers: [(keys: [String], commands: [Command])] = [
      (["d"], [.detach]), (["s"], [.stopWithCheckpoint]), (["a"], [.abort]), (["c"], []),
      (["escape"], []), (["enter"], [.detach]), (["j", "enter"], [.stopWithCheckpoint]),
      (["k", "enter"], []), (["z", "down", "j", "enter"], [.abort]),
    ]
    for (keys, commands) in answers {
      var screen = Screen(steps: 2)
      screen.press("q")
      #expect(screen.commands == [])
      #expect(screen.text.contains("leave it running"))
      for key in keys { screen.press(key) }
      #expect(screen.commands == commands, "\(keys)")
      #expect(screen.state.popup == nil)
    }
  }

  @Test func `quitting what is not live just quits`() {
    var screen = Screen(source: .log)
    screen.press("q")
    #expect(screen.commands == [.quit])
    screen = Screen()
    _ = screen.state.update(.engineChanged(.finished))
    screen.press("q")
    #expect(screen.commands == [.quit])
  }

  @Test func `a run that ends while one is asked how to leave it closes the question`() {
    var screen = Screen(steps: 2)
    screen.press("q")
    _ = screen.state.update(.engineChanged(.finished))
    #expect(screen.state.popup == nil)
    screen.press("q")
    #expect(screen.commands == [.quit])
  }

  @Test func `a lost terminal detaches instead of ending the run`() {
    var screen = Screen()
    for _ in 0..<2 { screen.commands += screen.state.update(.keyPressed(.endOfInput)) }
    #expect(screen.commands == [.detach])
  }

  @Test func `curve to step to episode to pair takes three Enters, and Esc leads back`() {
    var screen = Screen(steps: 8)
    screen.press("h", "h", "h")
    #expect(screen.state.place.cursor == 5)
    screen.press("enter")
    #expect(screen.state.view == .episodes)
    #expect(screen.state.place.filter == "step:5")
    #expect(screen.state.run.episodes[screen.selectedEpisode ?? 0]?.step == 5)
    screen.press("g", "j")
    let episode = screen.selectedEpisode
    screen.press("enter", "enter")
    #expect(screen.state.place.pane == 2)
    screen.press("escape", "escape")
    #expect(screen.state.place.pane == 0)
    #expect(screen.selectedEpisode == episode)
    screen.press("escape")
    #expect(screen.state.view == .overview)
    #expect(screen.state.place.cursor == 5)
  }

  @Test func `the selection stays while episodes arrive, and G goes on following`() {
    var screen = Screen(steps: 3)
    screen.press("2", "k", "k")
    let held = screen.selectedEpisode
    screen.feed([LoggedEvent(.attempt(.example(episode: 900, step: 4)))])
    #expect(screen.selectedEpisode == held)
    screen.press("G")
    #expect(screen.selectedEpisode == 900)
    screen.feed([LoggedEvent(.attempt(.example(episode: 901, step: 4)))])
    #expect(screen.selectedEpisode == 901)
  }

  @Test func `looking back goes by training step and F follows again`() {
    var screen = Screen(steps: 9)
    screen.press("<", "<")
    #expect(screen.state.run.stepsDone == 7)
    #expect(screen.text.contains("looking back at step 7"))
    screen.feed([LoggedEvent(.attempt(.example(episode: 900, step: 10)))])
    #expect(screen.state.run.stepsDone == 7)
    screen.press(">")
    #expect(screen.state.run.stepsDone == 8)
    screen.press("F")
    #expect(screen.state.playhead == .following)
    #expect(screen.state.run.episodes.last?.id == 900)
  }

  @Test func `x goes through the axes and back`() {
    var screen = Screen(steps: 3)
    let seen = Axis.allCases.map { _ -> Axis in
      screen.press("x")
      return screen.state.plots.axis
    }
    #expect(seen == [.sequences, .tokens, .optimizerSteps, .seconds, .steps])
  }

  @Test func `t changes the theme and says so to the terminal`() {
    var screen = Screen(steps: 1)
    screen.press("t")
    screen.command("theme kolb-dark")
    #expect(screen.commands == [.setTheme("mono"), .setTheme("kolb-dark")])
  }
}
