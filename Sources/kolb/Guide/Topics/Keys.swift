import Dashboard
import TerminalUI

extension GuideTopic {
  /// Printed from the tables that the dashboard itself obeys.
  static let keys = GuideTopic(
    name: "keys", summary: "what each key does, view by view",
    blocks: [
      .paragraph(
        "'?' lists the keys of the view that is shown. Enter goes into what is selected, Esc comes "
          + "back out to where you were, q leaves; a run goes on training in a process of its own. "
          + "What a key is called in brackets can be typed behind ':', which completes with Tab.")
    ] + sections)

  private static var sections: [GuideBlock] {
    let common = ViewCatalog.commonKeys
    let own = ViewCatalog.views.flatMap { entry -> [GuideBlock] in
      let bindings = entry.view.bindings
      guard !bindings.isEmpty else { return [] }
      return [
        .heading("In view \(entry.key), \(entry.view.id.name)"), .list(bindings.map(line)),
      ]
    }
    var groups: [String] = []
    for binding in common.bindings where !groups.contains(binding.group) {
      groups.append(binding.group)
    }
    let shared = groups.flatMap { group -> [GuideBlock] in
      [.heading(group), .list(common.bindings.filter { $0.group == group }.map(line))]
    }
    return shared + own
  }

  private static func line(_ binding: KeyBinding<Action>) -> (String, String) {
    (binding.keyText, "\(binding.summary) [\(binding.command)]")
  }
}
