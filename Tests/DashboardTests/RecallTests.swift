import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// History and completion behind `:` and `/`, as a shell has them.
@Suite struct RecallTests {
  private func line(_ screen: Screen) -> String? {
    switch screen.state.prompt {
    case .command(let line), .filter(let line, _), .rename(let line, _): line.text
    case nil: nil
    }
  }

  @Test func `the arrows go through what was typed, and come back to what is being typed`() {
    var screen = Screen()
    for typed in ["goto 3", "axis tokens", "axis tokens", "goto 5"] { screen.command(typed) }
    screen.type(":vi")
    let steps: [(String, String)] = [
      ("up", "goto 5"), ("up", "axis tokens"), ("ctrl-p", "goto 3"), ("up", "goto 3"),
      ("down", "axis tokens"), ("ctrl-n", "goto 5"), ("down", "vi"), ("down", "vi"),
    ]
    for (key, wanted) in steps {
      screen.press(key)
      #expect(line(screen) == wanted, "\(key)")
    }
    screen.press("up", "up", "enter")
    #expect(screen.state.plots.axis == .tokens)
    #expect(
      screen.remembered == [
        .remember("goto 3", .command), .remember("axis tokens", .command),
        .remember("goto 5", .command), .remember("axis tokens", .command),
      ], "what is typed twice in a row is kept once")
  }

  @Test func `filters have a history of their own, and the list follows it`() {
    var screen = Screen()
    screen.command("goto 3")
    screen.press("2")
    for filter in ["fixed", "r2>=1"] {
      screen.type("/")
      screen.press("ctrl-u")
      screen.type(filter)
      screen.press("enter")
    }
    screen.type("/")
    screen.press("up", "up")
    #expect(line(screen) == "fixed" && screen.state.place.filter == "fixed")
    screen.press("up")
    #expect(line(screen) == "fixed", "the commands are not among them")
    screen.press("escape")
    #expect(screen.state.place.filter == "r2>=1")
  }

  @Test func `Ctrl-R looks for what holds the typed text, further back each time`() {
    var screen = Screen()
    for typed in ["goto 3", "axis tokens", "goto 5", "axis steps"] { screen.command(typed) }
    screen.type(":goto")
    screen.press("ctrl-r")
    #expect(line(screen) == "goto 5")
    screen.press("ctrl-r")
    #expect(line(screen) == "goto 3")
    screen.press("ctrl-r")
    #expect(line(screen) == "goto 3")
  }

  @Test func `Tab goes as far as all agree, then through all of them, and Shift-Tab back`() {
    var screen = Screen()
    screen.type(":axis ")
    screen.press("tab")
    let all = Axis.allCases.map { "axis \($0.rawValue)" }
    #expect(line(screen) == all[0])
    for wanted in all.dropFirst() {
      screen.press("tab")
      #expect(line(screen) == wanted)
    }
    screen.press("tab")
    #expect(line(screen) == all[0])
    screen.press("back-tab")
    #expect(line(screen) == all.last)
    screen.press("escape")
    screen.type(":")
    screen.press("tab", "tab")
    #expect(line(screen) == CommandLine.names(in: screen.state)[1], "it does not stay at the first")
  }

  @Test func `views, options, presets, runs and paces are completed`() {
    var screen = Screen()
    screen.state.presets = [
      PresetEntry(name: "lakes", summary: "", environment: "l", algorithm: .erl, steps: 9)
    ]
    var entry = ShelfEntry(kind: .run, path: "runs/mine", name: "mine")
    entry.status = .finished
    _ = screen.state.update(.shelfRead([entry]))
    let wanted = [
      ("view mem", "view memory"), ("set optimizer.le", "set optimizer.learning_rate"),
      ("run la", "run lakes"),
      ("run lakes --set=optimizer.le", "run lakes --set=optimizer.learning_rate="),
      ("open runs/m", "open runs/mine"), ("pace h", "pace hand"), ("pa", "pa"),
    ]
    for (typed, completed) in wanted {
      screen.type(":" + typed)
      screen.press("tab")
      #expect(line(screen)?.hasPrefix(completed) == true, "\(typed): \(line(screen) ?? "")")
      screen.press("escape")
    }
  }

  @Test func `what earlier sessions kept is there again`() {
    var screen = Screen()
    screen.state.recall.take([(.filter, "leak"), (.command, "goto 7")])
    screen.type(":")
    screen.press("up")
    #expect(line(screen) == "goto 7")
  }
}
