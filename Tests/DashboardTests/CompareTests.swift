import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// Arms of an experiment over each other.
struct CompareTests {
  /// Two arms of three seeds each, finished.
  private static let experiment: DashboardState = {
    let members = ["erl", "rlvr"].flatMap { arm in (1...3).map { (arm, $0) } }
    var state = DashboardState(
      runs: members.map { arm, seed in
        OpenRun(
          name: "\(arm) seed \(seed)", source: .record,
          member: ExperimentMember(arm: arm, seed: seed, isBaseline: arm == "rlvr"))
      }, width: 160, height: 40)
    for (index, (arm, seed)) in members.enumerated() {
      let run = SyntheticRun(
        seed: UInt64(seed), steps: 10, prompts: 1, groupSize: 2, algorithm: arm, finishes: true)
      _ = state.update(.eventsArrived(run.events.map { PlacedEvent($0) }, run: index))
    }
    return state
  }()

  private static func screen(width: Int = 160, height: Int = 40) -> Screen {
    var screen = Screen(steps: -1)
    screen.state = experiment
    _ = screen.state.update(.resized(width: width, height: height))
    return screen
  }

  @Test func `an experiment opens in the comparison of its arms`() throws {
    let screen = Self.screen()
    #expect(screen.state.view == .compare)
    let text = screen.text
    #expect(text.contains("mean, 95 % intervals over 3 seeds"))
    #expect(text.contains("● erl") && text.contains("○ rlvr  baseline"))
    // Recomputed from the runs themselves.
    let rates = screen.state.runs.prefix(3).compactMap {
      $0.timeline.latest.evaluations(named: "heldout").last?.record.successRate
    }
    let mean = try #require(Estimate(meanOf: rates, within: 0...1))
    #expect(text.contains(Figures.estimate(mean)), "\(mean)")
    let base = screen.state.runs.suffix(3).compactMap {
      $0.timeline.latest.evaluations(named: "heldout").last?.record.successRate
    }
    let difference = PairedDifference(
      of: Dictionary(uniqueKeysWithValues: zip(1..., rates)),
      against: Dictionary(uniqueKeysWithValues: zip(1..., base)))
    #expect(text.contains(Figures.difference(difference)))
  }

  @Test func `of many arms the method and the baseline keep their bars`() throws {
    let arms = ["erl", "rlvr", "a", "b", "c"]
    var screen = Screen(steps: -1)
    screen.state = DashboardState(
      runs: arms.map { arm in
        OpenRun(
          name: arm, source: .record,
          member: ExperimentMember(arm: arm, seed: 1, isBaseline: arm == "rlvr"))
      }, width: 160, height: 40)
    for index in arms.indices {
      let run = SyntheticRun(
        seed: UInt64(index), steps: 4, prompts: 1, groupSize: 2, algorithm: "erl", finishes: true)
      _ = screen.state.update(.eventsArrived(run.events.map { PlacedEvent($0) }, run: index))
    }
    let plot = screen.state.comparedArms.plot(selected: 3, xLabel: "step")
    let banded = plot.series.filter { !$0.band.isEmpty }.map(\.name)
    #expect(Set(banded) == ["erl", "rlvr", "b"])
    // What is taken along has the limits of all of them.
    let table = try #require(screen.state.takenPlots.first).file(.csv).text
    #expect(table.prefix { $0 != "\n" }.matches(of: /low/).count == arms.count)
  }

  @Test func `several runs open in the comparison, and one alone in the overview`() {
    #expect(Screen(steps: 2).state.view == .overview)
    let runs = ["one", "two"].map { OpenRun(name: $0, source: .record) }
    let state = DashboardState(runs: runs, width: 80, height: 24)
    #expect(state.view == .compare && state.place.selection == .row(0))
  }

  @Test func `Enter shows the seeds of an arm, then goes into one, and Esc comes back`() {
    var screen = Self.screen()
    screen.press("g", "enter")
    #expect(screen.text.contains("seed 1") && screen.text.contains("seed 3"))
    screen.press("j", "j", "enter")
    #expect(screen.state.current == 1)
    #expect(screen.state.view == .overview)
    screen.press("escape")
    #expect(screen.state.view == .compare)
    #expect(screen.text.contains("▸   seed 2"))
    screen.press("escape")
    #expect(!screen.lines.dropFirst().contains { $0.contains("seed 2 ") })
    #expect(screen.text.contains("▸ ● erl"))
  }

  @Test func `a value between two evaluations is marked, and one that was measured is not`() throws
  {
    var screen = Screen(steps: 12, prompts: 2, width: 100, height: 30)
    screen.state = DashboardState(
      runs: ["longer", "shorter"].map { OpenRun(name: $0, source: .record) }, width: 100,
      height: 30)
    for (run, steps) in [12, 6].enumerated() {
      let events = SyntheticRun(seed: UInt64(run + 1), steps: steps, prompts: 2).events
      _ = screen.state.update(.eventsArrived(events.map { PlacedEvent($0) }, run: run))
    }
    // Over tokens the shorter run ends where the longer one was not evaluated.
    for _ in CostAxis.allCases where screen.state.plots.axis != .tokens { screen.press("x") }
    let rows = screen.state.comparedArms.table.rows
    #expect(rows.map { $0.readBetween.count } == [1, 0])
    let values = screen.lines.filter { $0.hasPrefix("┃") && $0.contains("er ") }.suffix(2)
    #expect(values.map { $0.contains("≈") } == [true, false], "\(screen.text)")
  }

  @Test func `looking back is no unfinished run`() {
    var screen = Screen.twoRuns
    screen.press("<", "<", "6")
    #expect(screen.text.contains("you look back to step"))
    #expect(!screen.text.contains("synthetic: not finished"))
  }

  @Test func `every axis is a key away and is said`() {
    var screen = Self.screen()
    for axis in CostAxis.allCases {
      #expect(screen.text.contains("x: \(axis.words)"))
      screen.press("x")
    }
  }

  @Test func `arms keep their colours and signs when another has no curve`() {
    var runs = Self.experiment.runs
    runs.insert(
      OpenRun(name: "none seed 1", source: .record, member: ExperimentMember(arm: "none", seed: 1)),
      at: 0)
    var screen = Screen(steps: -1)
    screen.state = DashboardState(runs: runs, width: 160, height: 40)
    #expect(screen.text.contains("● none") && screen.text.contains("○ erl"))
    #expect(screen.text.contains("◆ rlvr"))
    #expect(screen.text.contains("none seed 1: nothing recorded yet"))
  }

  @Test func `what keeps runs from being compared is said under them`() {
    var screen = Self.screen(width: 120, height: 30)
    screen.state = DashboardState(
      runs: Array(Self.experiment.runs.dropLast()), width: 120, height: 30)
    #expect(screen.text.contains("⚠ seeds differ: 1 to 3 (erl) · 1, 2 (rlvr)"))
  }

  @Test func `every size is drawn, also with an arm unfolded`() {
    for (width, height) in [(200, 60), (80, 24), (40, 12), (20, 5), (1, 1)] {
      var screen = Self.screen(width: width, height: height)
      screen.press("g", "enter")
      #expect(screen.lines.count == height)
    }
    var narrow = Self.screen(width: 80, height: 24)
    narrow.press("g")
    #expect(narrow.text.contains("minus rlvr"))
    #expect(!narrow.text.contains("…]"))
  }

  @Test func `d holds the other arms against the selected one, and once more against the usual`()
    throws
  {
    var screen = Self.screen()
    #expect(screen.text.contains("minus rlvr") && screen.text.contains("○ rlvr  baseline"))
    let usual = try #require(screen.state.comparedArms.table.rows[0].differences[.final])
    screen.press("g", "d")
    #expect(screen.text.contains("minus erl") && screen.text.contains("● erl  baseline"))
    let rows = screen.state.comparedArms.table.rows
    #expect(rows[0].differences.isEmpty)
    let turned = try #require(rows[1].differences[.final])
    #expect(abs(turned.estimate.value + usual.estimate.value) < 1e-12)
    screen.press("d")
    #expect(screen.text.contains("minus rlvr") && screen.text.contains("usual baseline"))
  }

  @Test func `as many arms as an experiment has are told apart by sign and colour`() {
    let looks = (0..<24).map { "\(ComparisonPlot.marker($0)) \(Style.series($0))" }
    #expect(Set(looks).count == looks.count)
  }
}
