import RunModel
import TerminalUI

/// What can be done once a run is over, each by one key.
enum EndingOffer: CaseIterable {
  case goOn
  case nextSeed
  case otherTask
  case baseline
  case compare
  case runs
  case stay

  var key: Character {
    switch self {
    case .goOn: "m"
    case .nextSeed: "s"
    case .otherTask: "t"
    case .baseline: "b"
    case .compare: "c"
    case .runs: "o"
    case .stay: "q"
    }
  }

  /// What it is of the run on the screen; `nil` where it cannot be.
  func words(_ state: DashboardState) -> String? {
    switch self {
    case .goOn: goingOn(state)
    case .nextSeed:
      state.open.folder.flatMap { _ in state.run.start }.map {
        "the same again with seed \($0.seed + 1)"
      }
    case .otherTask:
      state.otherTask.map { "the other task: \($0.environment), by preset \($0.name)" }
    case .baseline:
      state.counterpart.map {
        $0 == .rlvr ? "the baseline: the same by RLVR" : "the same by ERL, with reflections"
      }
    case .compare: "compare with other runs of this task"
    case .runs: "all runs, experiments and presets"
    case .stay: "leave"
    }
  }

  private func goingOn(_ state: DashboardState) -> String? {
    guard state.open.folder?.hasCheckpoint == true else { return nil }
    guard let asked = state.run.stepsAsked else { return "go on from the last checkpoint" }
    guard state.run.stepsDone >= asked else {
      return "go on from the last checkpoint to step \(asked)"
    }
    return "go on: \(state.stepsMore) more steps, to \(asked + state.stepsMore)"
  }

  /// Why a key of the box does nothing for this run, and what can be done instead, in one line: the
  /// box covers a second.
  func whyNot(_ state: DashboardState) -> String {
    switch self {
    case .goOn: state.whyNotGoOn
    case .nextSeed, .baseline:
      "a log alone does not say what was asked; o begins a run by a preset"
    case .otherTask: "there is no preset of another task here; o lists what can be begun"
    case .compare, .runs, .stay: ""
    }
  }

  static func all(_ state: DashboardState) -> [(offer: EndingOffer, words: String)] {
    allCases.compactMap { offer in offer.words(state).map { (offer, $0) } }
  }
}

extension DashboardState {
  /// Whether the run is over, as far as anybody knows, so that something else can be begun.
  var isOver: Bool {
    guard !isLive else { return false }
    if engine != nil { return engine != .growing }
    switch open.timeline.latest.status {
    case .finished, .failed, .stopped: return true
    case .waiting, .running, .paused: return false
    }
  }

  /// Why training cannot be taken up where it ended, and what can be done instead.
  var whyNotGoOn: String {
    guard let folder = open.folder else {
      return "a log alone is nothing to go on from; o begins a run by a preset"
    }
    let name = folder.path.split(separator: "/").last ?? ""
    return
      "no checkpoint in \(name) to go on from; s, after Space, begins it anew with another seed"
  }

  /// As many steps as the run was begun with.
  var stepsMore: Int { max(1, run.start?.steps ?? 1) }

  /// The plain preset of the next world that is learnt in the same way, by a model that is here.
  var otherTask: PresetEntry? {
    guard let start = run.start else { return nil }
    let others = presets.filter { $0.algorithm.rawValue == start.algorithm && !$0.wantsModel }
    var worlds: [String] = []
    for world in others.map(\.environment) where !worlds.contains(world) { worlds.append(world) }
    let here = worlds.firstIndex(of: start.environment)
    let next = here.map { worlds[($0 + 1)...] + worlds[..<$0] } ?? worlds[...]
    guard let world = next.first(where: { $0 != start.environment }) else { return nil }
    // A variant is named after what it varies.
    return others.first { $0.name == world } ?? others.first { $0.environment == world }
  }

  /// How the same would be learnt otherwise.
  var counterpart: RunConfiguration.Algorithm? {
    guard open.folder != nil, let start = run.start else { return nil }
    return start.algorithm == RunConfiguration.Algorithm.erl.rawValue ? .rlvr : .erl
  }

  /// Shows what can be done now that the run is over.
  ///
  /// Among several runs it is the one that is selected.
  mutating func offerEnding() {
    if view == .compare, let arm = selectedArm, !armRuns[arm].runs.contains(current),
      let run = armRuns[arm].runs.first
    {
      current = run
      move(playhead: .following)
    }
    popup = .ending(choice: 0)
    deafFor = 0
  }

  mutating func pressInEnding(_ key: Key, choice: Int) -> [Command] {
    let offers = EndingOffer.all(self)
    if deafFor > 0 {
      // It was meant for what was there before.
      popup = nil
      return key == .escape ? [] : press(key)
    }
    switch key {
    case .character("j"), .down, .tab: popup = .ending(choice: (choice + 1) % offers.count)
    case .character("k"), .up, .backTab:
      popup = .ending(choice: (choice + offers.count - 1) % offers.count)
    case .enter: return take(offers[min(max(0, choice), offers.count - 1)].offer)
    case .escape: popup = nil
    case .character(let letter):
      if let chosen = offers.first(where: { $0.offer.key == letter }) { return take(chosen.offer) }
      if let missing = EndingOffer.allCases.first(where: { $0.key == letter }) {
        notify(missing.whyNot(self), .problem)
        return []
      }
      // Any other key means what it means without the box.
      popup = nil
      return press(key)
    default:
      popup = nil
      return press(key)
    }
    return []
  }

  private mutating func take(_ offer: EndingOffer) -> [Command] {
    popup = nil
    switch offer {
    case .goOn: return goOn()
    case .nextSeed:
      guard let start = run.start else { return [] }
      return beginAgain(["--seed=\(start.seed + 1)"])
    case .otherTask: return otherTask.map { begin(preset: $0.name) } ?? []
    case .baseline: return counterpart.map { beginAgain(["--set=algorithm=\($0.rawValue)"]) } ?? []
    case .compare: return compareWithOthers()
    case .runs:
      showShelf()
      return []
    case .stay: return quit()
    }
  }
}
