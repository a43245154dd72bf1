import RunModel
import TerminalUI

/// The shelf of runs: opening, beginning, renaming and deleting what lies there.
extension DashboardState {
  /// Whether the shelf shows, so that it is to be looked through now and then.
  package var wantsShelf: Bool { view == .runs }

  mutating func take(shelf entries: [ShelfEntry]) {
    let isFirst = !shelf.isRead
    shelf.take(entries)
    guard isFirst, places[.runs]?.selection ?? .latest == .latest else { return }
    // Live runs are first, and so are the latest ones.
    let rows = shelf.rows(ShelfQuery(places[.runs]?.filter ?? ""), .state, isReversed: false)
    if let first = rows.first { places[.runs, default: ViewPlace()].selection = .row(first) }
  }

  /// Goes to the shelf; Esc comes back to this very place.
  mutating func showShelf() {
    guard view != .runs else { return }
    drill(into: .runs, at: places[.runs, default: ViewPlace()])
  }

  /// Goes to the shelf with this run chosen, to choose others of its task beside it.
  mutating func compareWithOthers() -> [Command] {
    var place = ViewPlace()
    if let start = run.start, !start.environment.isEmpty {
      place.filter = "task:\(start.environment) !kind:preset"
    }
    places[.runs] = place
    showShelf()
    if let folder = open.folder { shelf.mark(path: folder.path) }
    notify("choose others with v, or go to one; Enter compares")
    return []
  }

  mutating func perform(_ shelving: Shelving) -> [Command] {
    let shown = RunsView().entry(of: self)
    guard view == .runs, let entry = shown else {
      notify("nothing is selected in the list of runs")
      return []
    }
    switch shelving {
    case .mark: mark(entry)
    case .begin: return begin(entry)
    case .rename:
      guard let problem = problem(changing: entry) else {
        prompt = .rename(InputLine(entry.name), path: entry.path)
        break
      }
      notify(problem, .problem)
    case .delete: askToDelete(entry)
    }
    return []
  }

  private mutating func mark(_ entry: ShelfEntry) {
    guard entry.kind != .preset, let number = shelf.number(of: entry.path) else {
      return notify("a preset is begun, not opened: Enter begins it")
    }
    shelf.toggleMark(number)
    moveSelection(by: 1)
  }

  /// Opens what is chosen together with what is selected, or begins a preset.
  mutating func enterShelf() -> [Command] {
    guard let entry = RunsView().entry(of: self) else {
      notify("nothing is selected in the list of runs")
      return []
    }
    var paths = shelf.chosen.map(\.path)
    guard !paths.isEmpty else {
      return entry.kind == .preset ? begin(preset: entry.name) : open([entry.path])
    }
    // One alone is compared with the one under the cursor.
    if paths.count == 1, entry.kind != .preset, !paths.contains(entry.path) {
      paths.append(entry.path)
    }
    return open(paths)
  }

  private mutating func open(_ paths: [String]) -> [Command] {
    notify("opening …")
    return [.open(paths)]
  }

  private mutating func begin(_ entry: ShelfEntry) -> [Command] {
    switch entry.kind {
    case .preset: return begin(preset: entry.name)
    case .run, .sample:
      guard let seed = entry.seed else {
        notify("it cannot be begun again: its log does not say with which seed", .problem)
        return []
      }
      return begin(
        configuration: entry.path + "/run.toml", ["--seed=\(seed + 1)"],
        "beginning \(entry.name) again with seed \(seed + 1) …")
    case .experiment, .report:
      notify("an experiment is run by 'kolb experiment'; Enter opens it")
      return []
    }
  }

  /// Why something cannot be renamed or deleted; `nil` if it can.
  private func problem(changing entry: ShelfEntry) -> String? {
    switch entry.kind {
    case .preset: "a preset ships with the program and stays as it is"
    case .sample: "a sample ships with the program and stays as it is"
    case .report: "a report is a file of yours; rename and delete it in a shell"
    case .run, .experiment:
      entry.isLive ? "something trains in \(entry.name); stop that first" : nil
    }
  }

  private mutating func askToDelete(_ entry: ShelfEntry) {
    let chosen = shelf.chosen.isEmpty ? [entry] : shelf.chosen
    for entry in chosen {
      if let problem = problem(changing: entry) { return notify(problem, .problem) }
    }
    popup = .delete(chosen)
  }

  mutating func pressInDelete(_ key: Key, _ entries: [ShelfEntry]) -> [Command] {
    popup = nil
    if key == .endOfInput { return quit() }
    guard key == .character("y") else {
      notify("nothing was deleted")
      return []
    }
    shelf.marked = []
    return [.delete(entries.map(\.path))]
  }

  mutating func rename(_ path: String, to name: String) -> [Command] {
    let name = name.trimmingBlanks
    guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
      notify("'\(name)' is no name of a folder", .problem)
      return []
    }
    return [.rename(path, to: name)]
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
