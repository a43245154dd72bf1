import Basics

/// One thing a person can do: the keys that do it, its name for the command line, and the words
/// that help shows for it.
package struct KeyBinding<Action: Hashable & Sendable>: Hashable, Sendable {
  package let keys: [Key]
  /// What `:` knows it by, such as "step-next".
  package let command: String
  package let action: Action
  /// What help says that it does.
  package let summary: String
  /// One or two words for the status line; nil keeps it out.
  package let hint: String?
  /// The heading that help puts it under.
  package let group: String

  package init(
    _ keys: [Key], _ command: String, _ action: Action, _ summary: String, hint: String? = nil,
    group: String
  ) {
    self.keys = keys
    self.command = command
    self.action = action
    self.summary = summary
    self.hint = hint
    self.group = group
  }

  /// The keys as help shows them, such as "j ↓".
  package var keyText: String { keys.map(\.symbol).joined(separator: " ") }
}

/// The keys of a view, as data: keyboard, help, hints and the command line read the same table and
/// therefore cannot disagree.
package struct KeyMap<Action: Hashable & Sendable>: Hashable, Sendable {
  package let bindings: [KeyBinding<Action>]
  private let byKey: [Key: Int]

  /// When two bindings share a key the earlier one has it, so put a view's own keys first.
  package init(_ bindings: [KeyBinding<Action>]) {
    self.bindings = bindings
    var byKey = [Key: Int]()
    for (index, binding) in bindings.enumerated() {
      for key in binding.keys where byKey[key] == nil { byKey[key] = index }
    }
    self.byKey = byKey
  }

  /// This table in front of another: its keys win.
  package func over(_ other: KeyMap) -> KeyMap {
    KeyMap(bindings + other.bindings)
  }

  package func action(for key: Key) -> Action? {
    byKey[key].map { bindings[$0].action }
  }

  package func action(named command: String) -> Action? {
    bindings.first { $0.command == command }?.action
  }

  /// The command that somebody meant to write.
  package func nearestCommand(to command: String) -> String? {
    Spelling.nearest(to: command, among: bindings.map(\.command))
  }

  /// Keys that more than one binding claims; a single table should have none.
  package var conflicts: [Key] {
    var owners = [Key: Int]()
    for binding in bindings {
      for key in Set(binding.keys) { owners[key, default: 0] += 1 }
    }
    return owners.filter { $0.value > 1 }.keys.sorted { "\($0)" < "\($1)" }
  }

  /// What help shows: the groups in the order of their first binding, each key only where it acts.
  package var help: [(group: String, lines: [(keys: String, summary: String)])] {
    var groups = [(group: String, lines: [(keys: String, summary: String)])]()
    for (index, binding) in bindings.enumerated() {
      let keys = binding.keys.filter { byKey[$0] == index }
      guard !keys.isEmpty else { continue }
      let line = (keys.map(\.symbol).joined(separator: " "), binding.summary)
      if let place = groups.firstIndex(where: { $0.group == binding.group }) {
        groups[place].lines.append(line)
      } else {
        groups.append((binding.group, [line]))
      }
    }
    return groups
  }

  /// The help as lines to be drawn, with a heading above each group and a blank line below.
  package var helpLines: [[Span]] {
    let width = help.flatMap(\.lines).map { TextWidth.columns(of: $0.keys) }.max() ?? 0
    return help.flatMap { group, lines in
      [[Span(group, .title)]]
        + lines.map { line in
          let gap = width - TextWidth.columns(of: line.keys) + 2
          return [
            Span("  " + line.keys, .key), Span(String(repeating: " ", count: gap)),
            Span(line.summary),
          ]
        } + [[]]
    }
  }

  /// The bindings with a hint, as spans for a status line: "space pause  ? help".
  package var hints: [Span] {
    var spans = [Span]()
    for (index, binding) in bindings.enumerated() {
      guard let hint = binding.hint, let key = binding.keys.first, byKey[key] == index
      else { continue }
      if !spans.isEmpty { spans.append(Span("  ", .muted)) }
      spans += [Span(key.symbol, .key), Span(" " + hint, .muted)]
    }
    return spans
  }
}
