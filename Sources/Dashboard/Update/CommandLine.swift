import Basics
import RunModel
import TerminalUI

/// The line after `:` as words with meanings.
///
/// Every key has a name here too, from the same table, so that scripts and tests can say what
/// fingers do.
enum CommandLine {
  /// Commands that take an argument; the rest are the names of the keys.
  enum Verb: String, CaseIterable {
    case view
    case theme
    case goto
    case note
    case filter
    case axis
    case open
    case step
    case resume
    case stop
    case abort
    case detach
    case mouse
    case save
    case write
    case export
    case plot
    case layout
    case scale
    case smoothing
    case set
    case checkpoint
    case whatif
    case memory
    case q

    var usage: String {
      switch self {
      case .view: "view NAME"
      case .theme: "theme NAME"
      case .goto: "goto STEP, or goto episode NUMBER"
      case .note: "note TEXT"
      case .filter: "filter TEXT"
      case .axis: "axis steps, sequences, tokens, optimizer-steps or seconds"
      case .open: "open RUN, by its number or name"
      case .step: "step: one training step, then wait"
      case .resume: "resume"
      case .stop: "stop: save a checkpoint and end"
      case .abort: "abort: end without a checkpoint"
      case .detach: "detach: leave and let it run"
      case .mouse: "mouse on, or mouse off"
      case .save: "save, or save FILE: the screen as text; .ansi keeps its colours"
      case .write: "write, or write FILE: what is selected, as text"
      case .export: "export episode FILE.json, export curve FILE.csv, or export curve FILE.svg"
      case .plot: "plot NAME"
      case .layout: "layout, layout 1 to 12, layout NAME, or layout save NAME"
      case .scale: "scale linear, robust, log or symlog"
      case .smoothing: "smoothing 0 to 0.999, or smoothing automatic"
      case .set: "set OPTION VALUE: change an option from the next step on"
      case .checkpoint: "checkpoint: save one after this step"
      case .whatif: "whatif, or whatif TEXT: run the second attempt again, told that"
      case .memory: "memory pin, unpin or evict NUMBER, or memory edit NUMBER TEXT"
      case .q: "q: leave"
      }
    }
  }

  static func names(in state: DashboardState) -> [String] {
    let keys = KeyBindings.map(for: state.currentView).bindings.map(\.command)
    return Array(Set(Verb.allCases.map(\.rawValue) + keys)).sorted()
  }

  /// Whole lines that the typed one may become.
  static func completions(of line: String, in state: DashboardState) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 1, let first = words.first else {
      return names(in: state).filter { $0.hasPrefix(line) }
    }
    let typed = words.dropFirst().joined(separator: " ")
    let arguments: [String] =
      switch Verb(rawValue: String(first)) {
      case .view: ViewCatalog.views.map(\.view.id.name)
      case .theme: state.themes
      case .axis: Axis.allCases.map(\.rawValue)
      case .open: state.runs.map(\.name)
      case .filter: EpisodeQuery.examples
      case .goto: ["episode "]
      case .mouse: ["on", "off"]
      case .export: ["episode ", "curve "]
      case .plot: ChartCatalog.names(in: state.run)
      case .layout: state.layouts.named.keys.sorted() + ["save "]
      case .scale: CurveScale.allCases.map(\.rawValue)
      case .smoothing: ["automatic"]
      case .set: settingCompletions(typed)
      case .memory: ["pin ", "unpin ", "evict ", "edit "]
      default: []
      }
    return arguments.filter { $0.hasPrefix(typed) }.map { "\(first) \($0)" }
  }

  /// Keys of options that can change now; behind a key, the words that it takes.
  private static func settingCompletions(_ typed: String) -> [String] {
    let words = typed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 1, let option = try? ConfigurationSchema.core.option(named: words[0]) else {
      return ConfigurationSchema.core.changeable.map(\.key)
    }
    return option.words.map { "\(option.key) \($0)" }
  }

  static func commonStart(of lines: [String]) -> String? {
    guard var start = lines.first else { return nil }
    for line in lines { start = start.commonPrefix(with: line) }
    return start
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

extension DashboardState {
  /// Carries out a typed command, or says what is wrong with it.
  mutating func run(command line: String) -> [Command] {
    let words = line.split(separator: " ").map(String.init)
    guard let name = words.first else { return [] }
    let rest = words.dropFirst().joined(separator: " ")
    if let step = Int(name) {
      go(toStep: step)
      return []
    }
    guard let verb = CommandLine.Verb(rawValue: name) else {
      guard let action = KeyBindings.map(for: currentView).action(named: name) else {
        let near = Spelling.nearest(to: name, among: CommandLine.names(in: self))
        let hint = near.map { " Did you mean '\($0)'?" } ?? ""
        notify("There is no command '\(name)'.\(hint)", .problem)
        return []
      }
      return perform(action)
    }
    return run(verb, rest)
  }

  private mutating func run(_ verb: CommandLine.Verb, _ rest: String) -> [Command] {
    switch verb {
    case .view: showView(named: rest)
    case .theme: return setTheme(rest)
    case .goto: go(to: rest)
    case .note:
      guard !rest.isEmpty else { return usage(verb) }
      return ifLive(.order(.note(rest)))
    case .filter:
      place.filter = rest
      place.scroll = 0
    case .axis:
      guard let chosen = Axis(rawValue: rest) else { return usage(verb) }
      change(axis: chosen)
    case .open: openRun(rest)
    case .step: return step(Order.Stride(rawValue: rest) ?? .step)
    case .resume:
      return ifLive(.order(.resume))
    case .stop: return ifLive(.stopWithCheckpoint)
    case .abort: return ifLive(.abort)
    case .detach: return ifLive(.detach)
    case .mouse:
      guard rest == "on" || rest == "off" else { return usage(verb) }
      notify(rest == "on" ? "the mouse acts; Shift selects text" : "the mouse selects text")
      return [.setMouse(rest == "on")]
    case .save: return [.saveScreen(name: rest.isEmpty ? "kolb-\(view.name).txt" : rest)]
    case .write: return saveTakeaway(as: rest)
    case .export: return export(rest)
    case .plot: showChart(rest)
    case .layout: return runLayout(rest)
    case .scale:
      guard let chart = currentView.focusedChart(of: self), let wanted = CurveScale(rawValue: rest)
      else { return usage(verb) }
      set(scale: wanted, of: chart)
    case .smoothing:
      guard let choice = SmoothingChoice(words: rest) else { return usage(verb) }
      set(smoothing: choice)
    case .set: return set(rest)
    case .checkpoint:
      notify("a checkpoint is saved after this step")
      return ifLive(.order(.checkpoint))
    case .whatif: return whatIf(rest)
    case .memory: return memory(rest)
    case .q: return quit()
    }
    return []
  }

  private mutating func usage(_ verb: CommandLine.Verb) -> [Command] {
    notify("Usage: \(verb.usage)", .problem)
    return []
  }

  private mutating func ifLive(_ command: Command) -> [Command] {
    guard isLive else {
      notify(whyNotLive)
      return []
    }
    return [command]
  }

  private mutating func export(_ rest: String) -> [Command] {
    let words = rest.split(separator: " ", maxSplits: 1).map(String.init)
    if words.first == "curve" { return exportCurve(to: words.count > 1 ? words[1] : "") }
    guard words.first == "episode" else { return usage(.export) }
    return saveEpisode(as: words.count > 1 ? words[1] : "")
  }

  /// Tries the selected episode again, with a text or after it was edited.
  private mutating func whatIf(_ text: String) -> [Command] {
    guard !text.isEmpty else {
      tryAnother()
      return []
    }
    guard let episode = currentView.episode(of: self), run.episodes[episode]?.second != nil else {
      notify("select an episode that had a second attempt", .problem)
      return []
    }
    notify("episode \(episode) is tried again beside the run …")
    return [.branch(episode: episode, run: current, text: text)]
  }

  private mutating func memory(_ words: String) -> [Command] {
    let parts = words.split(separator: " ", maxSplits: 2).map(String.init)
    guard parts.count > 1, let id = Int(parts[1].drop { $0 == "#" }) else { return usage(.memory) }
    let change: MemoryOrder.Change
    switch (parts[0], parts.count) {
    case ("pin", 2): change = .pin
    case ("unpin", 2): change = .unpin
    case ("evict", 2): change = .evict
    case ("edit", 3): change = .edit(parts[2])
    default: return usage(.memory)
    }
    if isLive { notify("memory #\(id): \(parts[0]) before the next step") }
    return ifLive(.order(.memory(MemoryOrder(change, id: id))))
  }

  /// Asks for a change of an option; the engine judges the value and says in the log what it did.
  private mutating func set(_ words: String) -> [Command] {
    let parts = words.split(maxSplits: 1) { $0 == " " || $0 == "=" }.map(String.init)
    guard parts.count == 2 else { return usage(.set) }
    do throws(ConfigurationProblem) {
      let option = try schema.option(named: parts[0])
      guard option.isChangeable else {
        notify(
          "'\(option.key)' cannot change while the run goes on; begin another with --set.", .problem
        )
        return []
      }
    } catch {
      notify("\(error)", .problem)
      return []
    }
    let value = parts[1].drop { $0 == " " || $0 == "=" }
    if isLive { notify("\(parts[0]) changes with the next step") }
    return ifLive(.order(.set(key: parts[0], value: String(value))))
  }

  private mutating func showView(named name: String) {
    let names = ViewCatalog.views.map(\.view.id.name)
    if names.contains(name) {
      show(ViewID(name))
    } else {
      let near = Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" }
      notify(
        "There is no view '\(name)'." + (near ?? " Views: " + names.joined(separator: ", ") + "."),
        .problem)
    }
  }

  private mutating func setTheme(_ name: String) -> [Command] {
    guard themes.contains(name) else {
      let near = Spelling.nearest(to: name, among: themes).map { " Did you mean '\($0)'?" }
      notify(
        "There is no theme '\(name)'."
          + (near ?? " Themes: " + themes.joined(separator: ", ") + "."), .problem)
      return []
    }
    theme = name
    return [.setTheme(name)]
  }

  private mutating func go(to target: String) {
    let words = target.split(separator: " ")
    switch (words.first, words.last.flatMap { Int($0) }) {
    case ("episode", let number?):
      guard run.episodes[number] != nil else {
        return notify("There is no episode \(number).", .problem)
      }
      var place = ViewPlace()
      place.selection = .row(number)
      drill(into: .episodes, at: place)
    case (_, let step?): go(toStep: step)
    default: _ = usage(.goto)
    }
  }

  private mutating func go(toStep step: Int) {
    move(playhead: open.timeline.playhead(atStep: step))
    if run.stepsDone != step { notify("the nearest step kept is \(run.stepsDone)") }
  }

  private mutating func openRun(_ name: String) {
    let place = Int(name).map { $0 - 1 } ?? runs.firstIndex { $0.name == name }
    guard let place, runs.indices.contains(place) else {
      return notify(
        "There is no run '\(name)'. Open: \(runs.map(\.name).joined(separator: ", ")).", .problem)
    }
    openRun(at: place)
  }

  mutating func openRun(at place: Int) {
    guard runs.indices.contains(place), place != current else { return }
    current = place
    move(playhead: .following)
    places = [view: ViewPlace()]
    layers = []
  }
}
