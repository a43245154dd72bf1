import Basics
import TerminalUI

extension DashboardState {
  /// The layouts that somebody gave names to; what is wrong in their file is told.
  package mutating func load(layouts: PlotLayouts) {
    plots.layouts = layouts
    if let problem = layouts.problems.first { notify(problem, .problem) }
  }

  /// The charts of the layout; one that this run cannot have is still named.
  func chart(atPane pane: Int) -> Chart {
    let name = plots.layout.panes[min(max(0, pane), plots.layout.panes.count - 1)].chart
    return ChartCatalog.chart(name, in: run)
      ?? Chart(
        id: name, title: name, meaning: "",
        emptyText: "This run has no '\(name)'.", metrics: [])
  }

  /// Another chart in the pane that has the keys.
  mutating func showChart(_ name: String) {
    guard ChartCatalog.chart(name, in: run) != nil else {
      let near = Spelling.nearest(to: name, among: ChartCatalog.names(in: run))
      return notify(
        "There is no plot '\(name)'."
          + (near.map { " Did you mean '\($0)'?" } ?? " Tab after :plot names them."), .problem)
    }
    if view != .diagnostics { show(.diagnostics) }
    let pane = min(max(0, place.pane), plots.layout.panes.count - 1)
    place.pane = pane
    plots.layout.panes[pane].chart = name
    notify("plot \(pane + 1) of \(plots.layout.panes.count): \(name)")
  }

  /// The next chart of the catalogue in the pane that has the keys.
  mutating func showNextChart(by count: Int) {
    let names = ChartCatalog.names(in: run)
    let pane = min(max(0, place.pane), plots.layout.panes.count - 1)
    let now = names.firstIndex(of: plots.layout.panes[pane].chart) ?? 0
    showChart(names[((now + count) % names.count + names.count) % names.count])
  }

  /// More or fewer panes, by a key.
  mutating func showNextLayout() {
    let next = PlotLayout.counts.first { $0 > plots.layout.panes.count }
    if let next {
      plots.layout = plots.layout.resized(to: next)
    } else if plots.layout.panes.count < PlotLayout.standard.panes.count {
      plots.layout = plots.layout.resized(to: PlotLayout.standard.panes.count)
    } else {
      focusFirst(PlotLayout.counts[0])
    }
    place.pane = min(place.pane, plots.layout.panes.count - 1)
    notify(
      "\(plots.layout.panes.count) \(plots.layout.panes.count == 1 ? "plot" : "plots"); :layout save NAME"
    )
  }

  /// The pane that has the keys and those behind it.
  private mutating func focusFirst(_ count: Int) {
    let pane = min(max(0, place.pane), plots.layout.panes.count - 1)
    let rest = plots.layout.panes[pane...] + plots.layout.panes[..<pane]
    plots.layout = PlotLayout(panes: Array(rest)).resized(to: count)
    place.pane = 0
  }

  /// `:layout`, `:layout 4`, `:layout NAME`, `:layout save NAME`.
  mutating func runLayout(_ words: String) -> [Command] {
    let parts = words.split(separator: " ").map(String.init)
    if parts.first == "save" { return saveLayout(parts.count == 2 ? parts[1] : "") }
    if view != .diagnostics { show(.diagnostics) }
    place.isEnlarged = false
    switch (parts.count, parts.first.flatMap { Int($0) }) {
    case (0, _):
      plots.layout = .standard
      place.pane = 0
      notify("the standard plots")
    case (1, let count?) where (1...12).contains(count):
      if count < plots.layout.panes.count {
        focusFirst(count)
      } else {
        plots.layout = plots.layout.resized(to: count)
      }
      notify("\(count) \(count == 1 ? "plot" : "plots")")
    case (1, nil): showLayout(named: parts[0])
    default: notify("Usage: layout, layout 1 to 12, layout NAME, or layout save NAME", .problem)
    }
    return []
  }

  private mutating func showLayout(named name: String) {
    guard let found = plots.layouts.named[name] else {
      let names = plots.layouts.named.keys.sorted()
      let near = Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" }
      let all = names.isEmpty ? " None is saved yet." : " Saved: \(names.joined(separator: ", "))."
      return notify("There is no layout '\(name)'." + (near ?? all), .problem)
    }
    plots.layout = found
    place.pane = 0
    for pane in found.panes { if let scale = pane.scale { plots.scales[pane.chart] = scale } }
    notify("layout \(name)")
  }

  private mutating func saveLayout(_ name: String) -> [Command] {
    guard PlotLayouts.isName(name) else {
      notify("Usage: layout save NAME, of letters, digits, - and _", .problem)
      return []
    }
    var saved = plots.layout
    for index in saved.panes.indices {
      saved.panes[index].scale = plots.scales[saved.panes[index].chart]
    }
    plots.layouts.save(saved, as: name)
    return [.saveLayouts(plots.layouts.text)]
  }
}
