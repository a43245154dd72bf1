import RunModel
import Synchronization
import SyntheticRuns
import TerminalUI

@testable import Dashboard

/// A dashboard with a run in it, and keys to press.
struct Screen {
  var state: DashboardState
  var commands: [Command] = []
  var remembered: [Command] = []

  init(
    steps: Int = 12, of total: Int? = 20, prompts: Int = 4, source: OpenRun.Source = .engine,
    width: Int = 80, height: Int = 24, seed: UInt64 = 1, algorithm: String = "erl"
  ) {
    state = DashboardState(
      runs: [OpenRun(name: "synthetic", source: source)], themes: ["kolb-dark", "mono"],
      width: width, height: height)
    guard steps >= 0 else { return }
    feed(Self.events(steps, total, prompts, seed, algorithm))
  }

  /// A live run and a finished one beside it.
  static let twoRuns: Screen = {
    var screen = Screen(steps: 6, prompts: 2, width: 100, height: 30)
    screen.state = DashboardState(
      runs: [
        OpenRun(name: "synthetic", source: .engine), OpenRun(name: "other", source: .record),
      ], themes: ["kolb-dark", "mono"], width: 100, height: 30)
    screen.feed(Self.events(6, 20, 2, 1, "erl"))
    let others = Self.events(4, 20, 2, 2, "rlvr").map { PlacedEvent($0) }
    _ = screen.state.update(.eventsArrived(others, run: 1))
    screen.press("1")
    return screen
  }()

  /// Making a run takes longer than most tests, so each is made once.
  private static func events(
    _ steps: Int, _ total: Int?, _ prompts: Int, _ seed: UInt64, _ algorithm: String
  ) -> [LoggedEvent] {
    let name = "\(steps) \(total ?? 0) \(prompts) \(seed) \(algorithm)"
    return made.withLock { made in
      if let events = made[name] { return events }
      let run = SyntheticRun(
        seed: seed, steps: steps, of: total, prompts: prompts, algorithm: algorithm)
      made[name] = run.events
      return run.events
    }
  }

  private static let made = Mutex<[String: [LoggedEvent]]>([:])

  mutating func feed(_ events: [LoggedEvent]) {
    let placed = events.enumerated().map { PlacedEvent($1, offset: $0 * 100) }
    take(state.update(.eventsArrived(placed, run: 0)))
  }

  /// Presses keys by their names, such as "j", "enter", "ctrl-d".
  mutating func press(_ names: String...) {
    for name in names {
      guard let key = Key(named: name) else { continue }
      take(state.update(.keyPressed(key)))
    }
  }

  /// That a line is kept for later is asked of every prompt and is no answer to any key.
  private mutating func take(_ new: [Command]) {
    for command in new {
      if case .remember = command { remembered.append(command) } else { commands.append(command) }
    }
  }

  mutating func type(_ text: String) {
    for character in text { take(state.update(.keyPressed(.character(character)))) }
  }

  mutating func command(_ text: String) {
    type(":" + text)
    press("enter")
  }

  var lines: [String] { state.draw().lines }
  var text: String { lines.joined(separator: "\n") }
}
