import TerminalUI

/// Every view, in the order of the keys that show them.
package enum ViewCatalog {
  package static let views: [(key: Character, view: any DashboardView)] = [
    ("1", OverviewView()),
    ("2", EpisodesView()),
    ("3", ReflectionsView()),
    ("4", MemoryView()),
    ("5", DiagnosticsView()),
    ("6", CompareView()),
    ("7", LogView()),
    ("8", TransitionsView()),
    ("9", ScalarsView()),
    ("o", RunsView()),
  ]

  /// The keys that every view has.
  package static let commonKeys = KeyBindings.common(
    showing: views.map { entry in
      KeyBinding(
        [.character(entry.key)], entry.view.id.name, .move(.show(entry.view.id)),
        entry.view.question, group: "Views")
    })

  /// The keys of a view in front of the common ones.
  package static func keys(of view: any DashboardView) -> KeyMap<Action> {
    maps[view.id] ?? map(of: view)
  }

  /// Made once: every key and every picture asks for one.
  private static let maps = Dictionary(
    uniqueKeysWithValues: views.map { ($0.view.id, map(of: $0.view)) })

  private static func map(of view: any DashboardView) -> KeyMap<Action> {
    KeyMap(view.bindings).over(commonKeys)
  }

  package static func view(_ id: ViewID) -> any DashboardView {
    views.first { $0.view.id == id }?.view ?? OverviewView()
  }
}

extension DashboardState {
  package var currentView: any DashboardView { ViewCatalog.view(view) }
}
