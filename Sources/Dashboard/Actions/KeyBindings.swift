import TerminalUI

/// The keys, as data: dispatch, help, hints and the command line read the same table.
package enum KeyBindings {
  /// The keys that every view has; `showing` are those that go to views.
  static func common(showing views: [KeyBinding<Action>]) -> KeyMap<Action> {
    KeyMap(run + views + looking + moving + finding + program)
  }

  private static let run: [KeyBinding<Action>] = [
    KeyBinding(
      [.character(" ")], "pause", .run(.pauseOrResume), "pause the run, or let it go on",
      hint: "pause",
      group: "Run"),
    KeyBinding(
      [.character(".")], "phase", .run(.runPhase), "run one phase, then wait", hint: "phase",
      group: "Run"),
    KeyBinding(
      [.character("f")], "free", .run(.runFreely),
      "run freely, or again so that one can follow", hint: "free", group: "Run"),
    KeyBinding(
      [.character("(")], "slower-run", .run(.slower), "a slower pace, down to by hand",
      group: "Run"),
    KeyBinding([.character(")")], "faster-run", .run(.faster), "a faster pace", group: "Run"),
    KeyBinding(
      [.character("<"), .character(",")], "earlier", .run(.earlierStep),
      "look back one training step",
      group: "Run"),
    KeyBinding(
      [.character(">")], "later", .run(.laterStep), "go forward one training step", group: "Run"),
    KeyBinding([.character("F")], "follow", .run(.follow), "follow the latest event", group: "Run"),
    KeyBinding(
      [.character("e")], "reflect", .run(.editReflection),
      "answer the run's question, or try another reflection", group: "Run"),
    KeyBinding(
      [.character("E")], "reflect-outside", .run(.editOutside), "the same in $EDITOR", group: "Run"),
    KeyBinding(
      [.character("T")], "tries", .replay(.openTries), "what was tried of the selected episode",
      group: "Run"),
  ]

  private static let looking: [KeyBinding<Action>] = [
    KeyBinding(
      [.tab], "next-pane", .move(.nextPane), "go to the next part", hint: "part", group: "Views"),
    KeyBinding(
      [.backTab], "previous-pane", .move(.previousPane), "go to the part before", group: "Views"),
    KeyBinding(
      [.character("x")], "axis", .plot(.nextAxis),
      "curves over steps, tokens, optimizer steps, seconds",
      group: "Views"),
    KeyBinding(
      [.character("t")], "next-theme", .program(.nextTheme), "the next theme", group: "Views"),
  ]

  private static let moving: [KeyBinding<Action>] = [
    KeyBinding([.character("j"), .down], "down", .move(.rows(1)), "one row down", group: "Move"),
    KeyBinding([.character("k"), .up], "up", .move(.rows(-1)), "one row up", group: "Move"),
    KeyBinding(
      [.character("h"), .left], "left", .move(.sideways(-1)), "left, on a curve one step back",
      group: "Move"),
    KeyBinding(
      [.character("l"), .right], "right", .move(.sideways(1)), "right, on a curve one step on",
      group: "Move"),
    KeyBinding(
      [.control("d")], "half-page-down", .move(.halfPages(1)), "half a page down", group: "Move"),
    KeyBinding(
      [.control("u")], "half-page-up", .move(.halfPages(-1)), "half a page up", group: "Move"),
    KeyBinding(
      [.pageDown, .control("f")], "page-down", .move(.pages(1)), "one page down", group: "Move"),
    KeyBinding(
      [.pageUp, .control("b")], "page-up", .move(.pages(-1)), "one page up", group: "Move"),
    KeyBinding(
      [.character("g"), .home], "first", .move(.first), "to the first row", group: "Move"),
    KeyBinding(
      [.character("G"), .end], "last", .move(.last), "to the last row, and stay there",
      group: "Move"),
    KeyBinding(
      [.enter], "open", .move(.enter), "go into what is selected", hint: "open", group: "Move"),
    KeyBinding(
      [.escape, .backspace], "back", .move(.back), "one layer out, to where one was", group: "Move"),
  ]

  private static let finding: [KeyBinding<Action>] = [
    KeyBinding(
      [.character("/")], "filter", .find(.openFilter), "show only rows that match", hint: "filter",
      group: "Find"),
    KeyBinding(
      [.character("n")], "next-match", .find(.nextMatch), "the next match, also while reading one",
      group: "Find"),
    KeyBinding(
      [.character("N")], "previous-match", .find(.previousMatch), "the match before", group: "Find"),
    KeyBinding(
      [.character("b")], "mark", .take(.bookmark),
      "put a bookmark on the selected episode, or take it off", group: "Take along"),
    KeyBinding(
      [.character("y")], "copy", .take(.copy), "copy what is selected to the clipboard",
      group: "Take along"),
    KeyBinding(
      [.character("w")], "write", .take(.write), "write what is selected to a text file",
      group: "Take along"),
    KeyBinding(
      [.character("C")], "write-curve", .plot(.writeCurve),
      "write the curves that show as CSV and as SVG", group: "Take along"),
    KeyBinding(
      [.character("W")], "write-data", .take(.writeData),
      "write the selected episode to a JSON file",
      group: "Take along"),
    KeyBinding(
      [.control("p")], "write-screen", .take(.writeScreen), "write the screen to a text file",
      group: "Take along"),
  ]

  private static let program: [KeyBinding<Action>] = [
    KeyBinding(
      [.character(":")], "command-line", .program(.openCommandLine), "type a command",
      hint: "command",
      group: "Program"),
    KeyBinding(
      [.character("i")], "explain-this", .program(.explain),
      "what is selected: how it is counted, good and bad values", hint: "explain",
      group: "Program"),
    KeyBinding(
      [.character("I")], "legend", .program(.legend), "what the signs of this view mean",
      hint: "signs", group: "Program"),
    KeyBinding(
      [.character("a")], "alarms", .program(.alarms),
      "alarms: what each means, and to its view", hint: "alarms", group: "Program"),
    KeyBinding(
      [.character("?"), .function(1)], "help", .program(.help), "this help", hint: "help",
      group: "Program"),
    KeyBinding(
      [.character("q"), .control("c"), .endOfInput], "quit", .program(.quit),
      "leave; asks first when a run is live", hint: "quit", group: "Program"),
  ]
}
