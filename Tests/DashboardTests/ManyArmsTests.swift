import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// A comparison of more arms than can be drawn, or of what cannot be compared.
struct ManyArmsTests {
  /// An experiment of many arms, whose last is the best by a little.
  private static let experiment: DashboardState = {
    let arms = ["erl", "rlvr"] + (1...18).map { "without part \($0)" }
    var state = DashboardState(
      runs: arms.map { arm in
        OpenRun(
          name: "\(arm) seed 1", source: .record,
          member: ExperimentMember(arm: arm, seed: 1, isBaseline: arm == "rlvr"))
      }, width: 100, height: 30)
    state.plan = ExperimentPlan(name: "parts", runs: arms.count, steps: 80)
    for index in arms.indices {
      let run = SyntheticRun(
        seed: UInt64(index), steps: 4, prompts: 1, groupSize: 2, algorithm: "erl", finishes: true)
      _ = state.update(.eventsArrived(run.events.map { PlacedEvent($0) }, run: index))
    }
    return state
  }()

  private static func screen(_ width: Int, _ height: Int) -> Screen {
    var screen = Screen(steps: -1)
    screen.state = experiment
    _ = screen.state.update(.resized(width: width, height: height))
    return screen
  }

  @Test func `arms that are drawn have signs and colours, and no sign is a letter`() {
    let compared = Self.experiment.comparedArms
    for selected in [0, 1, 12, 19] {
      let series = compared.plot(selected: selected, xLabel: "step").series
      #expect(Set(series.map(\.marker)).count == series.count && series.count <= 4)
      #expect(series.allSatisfy { !$0.marker.isLetter })
      #expect(Set(series.map(\.style)).count == series.count)
      #expect(series.filter(\.isFront).count == 1)
      // What has no curve has no sign that could be looked for.
      let signs = compared.comparison.arms.indices.compactMap {
        compared.sign(of: $0, selected: selected)
      }
      #expect(signs.count == series.count)
    }
  }

  @Test func `the key above the plot has the order of the table`() {
    let compared = Self.experiment.comparedArms
    let titles = compared.comparison.arms.map(\.title)
    let places = compared.plot(selected: 12, xLabel: "step").series.map {
      titles.firstIndex(of: $0.name)
    }
    #expect(places == places.sorted { ($0 ?? 0) < ($1 ?? 0) })
  }

  @Test func `of curves that colours do not tell apart the selected one alone has bars`() {
    let plot = Self.experiment.comparedArms.plot(selected: 1, xLabel: "step", isMarked: true)
    #expect(plot.series.filter { !$0.band.isEmpty }.map(\.name) == ["rlvr"])
  }

  @Test(arguments: [80, 100, 160])
  func `the header tells the experiment and how many runs it has`(width: Int) {
    let line = Self.screen(width, 30).lines[0]
    #expect(line.contains("parts · 20 runs") && !line.contains("tok/s"), "\(line)")
  }

  @Test func `names of arms are whole where there is room, and headings stand apart`() {
    for width in [80, 100, 160] {
      let screen = Self.screen(width, 30)
      #expect(screen.text.contains("without part 1 "), "\(screen.text)")
      #expect(screen.text.contains("  minus rlvr"))
    }
  }

  @Test func `many numbers that differ are told by how far they reach`() throws {
    let state = Self.experiment
    let caution = state.comparedArms.cautions.first { $0.hasPrefix("generated tokens") }
    if let caution { #expect(caution.count < 50 && !caution.contains("("), "\(caution)") }
  }

  @Test func `a random walk is that of one world`() {
    func run(_ world: String, _ walk: Double) -> ComparedRun {
      var state = RunState()
      let start = RunStart(
        run: "", kolb: "", environment: world, algorithm: "erl", seed: 1, steps: 1, digest: "",
        legend: [], randomWalk: walk)
      state.apply(LoggedEvent(.runStarted(start)))
      return ComparedRun(name: world, seed: 1, state: state, configuration: nil)
    }
    func comparison(_ runs: [ComparedRun]) -> Comparison {
      Comparison(title: "", arms: runs.map { Comparison.Arm(name: $0.name, runs: [$0]) })
    }
    let two = comparison([run("lakes", 0.1), run("rooms", 0.3)])
    #expect(two.randomWalk == nil)
    #expect(
      ComparisonPlot.plot(two, axis: .steps).references.map(\.label)
        == ["random walk in lakes 0.10", "random walk in rooms 0.30"])
    let one = comparison([run("lakes", 0.1), run("lakes", 0.3)])
    #expect(one.randomWalk == 0.2)
  }
}
