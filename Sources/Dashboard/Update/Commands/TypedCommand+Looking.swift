import Basics
import RunModel

/// Where one looks, and what at.
extension TypedCommand {
  static let view = TypedCommand(
    "view", "view NAME", completions: { _, _ in viewNames },
    change: { state, name in
      if viewNames.contains(name) {
        state.show(ViewID(name))
      } else {
        state.notify(unknown("view", name, among: viewNames, "Views"), .problem)
      }
    })

  static let theme = TypedCommand(
    "theme", "theme NAME", completions: { _, state in state.screen.themes },
    run: { state, name in
      guard state.screen.themes.contains(name) else {
        state.notify(unknown("theme", name, among: state.screen.themes, "Themes"), .problem)
        return []
      }
      state.screen.theme = name
      return [.setTheme(name)]
    })

  static let goto = TypedCommand(
    "goto", "goto STEP, or goto episode NUMBER", completions: { _, _ in ["episode "] },
    run: { state, target in
      let words = target.split(separator: " ")
      guard let number = words.last.flatMap({ Int($0) }) else { return nil }
      guard words.first == "episode" else {
        state.go(toStep: number)
        return []
      }
      if state.run.episodes[number] == nil {
        state.notify("There is no episode \(number).", .problem)
      } else {
        state.drill(into: .episodes, at: ViewPlace(at: number))
      }
      return []
    })

  static let filter = TypedCommand(
    "filter", "filter TEXT", completions: { _, _ in EpisodeQuery.examples },
    change: { state, text in
      state.place.filter = text
      state.place.scroll = 0
    })

  static let open = TypedCommand(
    "open", "open RUN, by its number, name or path",
    completions: { _, state in
      state.runs.map(\.name) + state.shelf.entries.filter { $0.kind != .preset }.map(\.path)
    },
    run: { state, name in
      let names = state.runs.map(\.name)
      let place = Int(name).map { $0 - 1 } ?? names.firstIndex(of: name)
      if let place, names.indices.contains(place) {
        state.openRun(at: place)
        return []
      }
      guard !name.isEmpty else { return nil }
      let entry = state.shelf.entries.first { $0.path == name || $0.name == name }
      state.notify("opening \(name) …")
      return [.open([entry?.path ?? name])]
    })

  static let mouse = TypedCommand(
    "mouse", "mouse on, or mouse off", completions: { _, _ in ["on", "off"] },
    run: { state, word in
      guard word == "on" || word == "off" else { return nil }
      state.notify(
        word == "on" ? "the mouse acts; Shift selects text" : "the mouse selects text")
      return [.setMouse(word == "on")]
    })

  private static let viewNames = ViewCatalog.views.map(\.view.id.name)

  /// What is said where there is nothing of a name.
  private static func unknown(
    _ kind: String, _ name: String, among names: [String], _ heading: String
  ) -> String {
    let near = Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" }
    return "There is no \(kind) '\(name)'."
      + (near ?? " \(heading): " + names.joined(separator: ", ") + ".")
  }
}

extension DashboardState {
  mutating func go(toStep step: Int) {
    move(playhead: open.timeline.playhead(atStep: step))
    // What the cursor stood on would be another step than the one that was asked for.
    for view in places.keys { places[view]?.cursor = nil }
    if run.stepsDone != step { notify("the nearest step kept is \(run.stepsDone)") }
  }

  mutating func openRun(at place: Int) {
    guard runs.indices.contains(place), place != current else { return }
    current = place
    move(playhead: .following)
    places = [view: ViewPlace()]
    layers = []
  }
}
