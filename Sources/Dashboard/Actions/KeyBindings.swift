import TerminalUI

/// The keys, as data: dispatch, help, hints and the command line read the same table.
package enum KeyBindings {
  /// The keys of a view in front of the common ones.
  package static func map(for view: any DashboardView) -> KeyMap<Action> {
    KeyMap(view.bindings).over(common)
  }

  package static let common = KeyMap<Action>(run + looking + moving + finding + program)

  private static let run: [KeyBinding<Action>] = [
    KeyBinding(
      [.character(" ")], "pause", .pauseOrResume, "pause the run, or let it go on", hint: "pause",
      group: "Run"),
    KeyBinding(
      [.character(".")], "phase", .runPhase, "run one phase, then wait", hint: "phase",
      group: "Run"),
    KeyBinding(
      [.character("<"), .character(",")], "earlier", .earlierStep, "look back one training step",
      group: "Run"),
    KeyBinding(
      [.character(">")], "later", .laterStep, "go forward one training step", group: "Run"),
    KeyBinding([.character("F")], "follow", .follow, "follow the latest event", group: "Run"),
    KeyBinding(
      [.character("e")], "reflect", .editReflection,
      "answer the run's question, or try another reflection", group: "Run"),
    KeyBinding(
      [.character("E")], "reflect-outside", .editOutside, "the same in $EDITOR", group: "Run"),
  ]

  private static let looking: [KeyBinding<Action>] =
    ViewCatalog.views.map { entry in
      KeyBinding(
        [.character(entry.key)], entry.view.id.name, .show(entry.view.id), entry.view.question,
        group: "Views")
    } + [
      KeyBinding([.tab], "next-pane", .nextPane, "go to the next part", group: "Views"),
      KeyBinding(
        [.backTab], "previous-pane", .previousPane, "go to the part before", group: "Views"),
      KeyBinding(
        [.character("x")], "axis", .nextAxis, "curves over steps, tokens, optimizer steps, seconds",
        group: "Views"),
      KeyBinding([.character("t")], "next-theme", .nextTheme, "the next theme", group: "Views"),
    ]

  private static let moving: [KeyBinding<Action>] = [
    KeyBinding([.character("j"), .down], "down", .move(1), "one row down", group: "Move"),
    KeyBinding([.character("k"), .up], "up", .move(-1), "one row up", group: "Move"),
    KeyBinding(
      [.character("h"), .left], "left", .sideways(-1), "left, on a curve one step back",
      group: "Move"),
    KeyBinding(
      [.character("l"), .right], "right", .sideways(1), "right, on a curve one step on",
      group: "Move"),
    KeyBinding(
      [.control("d")], "half-page-down", .halfPage(1), "half a page down", group: "Move"),
    KeyBinding([.control("u")], "half-page-up", .halfPage(-1), "half a page up", group: "Move"),
    KeyBinding(
      [.pageDown, .control("f")], "page-down", .page(1), "one page down", group: "Move"),
    KeyBinding([.pageUp, .control("b")], "page-up", .page(-1), "one page up", group: "Move"),
    KeyBinding([.character("g"), .home], "first", .first, "to the first row", group: "Move"),
    KeyBinding(
      [.character("G"), .end], "last", .last, "to the last row, and stay there", group: "Move"),
    KeyBinding(
      [.enter], "open", .enter, "go into what is selected", hint: "open", group: "Move"),
    KeyBinding(
      [.escape, .backspace], "back", .back, "one layer out, to where one was", group: "Move"),
  ]

  private static let finding: [KeyBinding<Action>] = [
    KeyBinding(
      [.character("/")], "filter", .openFilter, "show only rows that match", hint: "filter",
      group: "Find"),
    KeyBinding(
      [.character("n")], "next-match", .nextMatch, "the next match, also while reading one",
      group: "Find"),
    KeyBinding(
      [.character("N")], "previous-match", .previousMatch, "the match before", group: "Find"),
    KeyBinding(
      [.character("y")], "copy", .copy, "copy what is selected to the clipboard",
      group: "Take along"),
    KeyBinding(
      [.character("w")], "write", .write, "write what is selected to a text file",
      group: "Take along"),
    KeyBinding(
      [.character("W")], "write-data", .writeData, "write the selected episode to a JSON file",
      group: "Take along"),
  ]

  private static let program: [KeyBinding<Action>] = [
    KeyBinding(
      [.character(":")], "command-line", .openCommandLine, "type a command", hint: "command",
      group: "Program"),
    KeyBinding(
      [.character("?"), .function(1)], "help", .help, "this help", hint: "help",
      group: "Program"),
    KeyBinding(
      [.character("q"), .control("c"), .endOfInput], "quit", .quit,
      "leave; asks first when a run is live", hint: "quit", group: "Program"),
  ]
}
