import Basics
import Dashboard
import TerminalUI

/// A view that was asked for by its name, or by its key.
struct ViewChoice {
  let name: String
  private let key: Character

  /// - Throws: `WrongUsage` that suggests the nearest name.
  init(named name: String) throws(WrongUsage) {
    let entry = ViewCatalog.views.first { $0.view.id.name == name || String($0.key) == name }
    guard let entry else {
      let names = ViewCatalog.views.map(\.view.id.name)
      let nearest = Spelling.nearest(to: name, among: names).map { " Did you mean '\($0)'?" } ?? ""
      throw WrongUsage(
        description:
          "There is no view '\(name)'.\(nearest) Views: \(names.joined(separator: ", ")).")
    }
    self.name = entry.view.id.name
    key = entry.key
  }

  /// What brings it onto the screen.
  var message: Message { .keyPressed(.character(key)) }
}
