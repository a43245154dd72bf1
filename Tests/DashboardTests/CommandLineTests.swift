import Dashboard
import RLCore
import RunModel
import TerminalUI
import Testing

struct CommandLineTests {
  @Test func `what is typed after the colon is done`() {
    var screen = Screen(steps: 6)
    screen.command("view memory")
    #expect(screen.state.view == .memory)
    screen.command("goto 3")
    #expect(screen.state.run.stepsDone == 3)
    screen.command("follow")
    #expect(screen.state.playhead == .following)
    screen.command("4")
    #expect(screen.state.run.stepsDone == 4)
    screen.command("axis tokens")
    #expect(screen.state.plots.axis == .tokens)
    screen.command("note looks   stuck")
    screen.command("pause")
    #expect(screen.commands == [.order(.note("looks stuck")), .order(.pause)])
    screen.command("goto episode 5")
    #expect(screen.state.view == .episodes)
    #expect(screen.selectedEpisode == 5)
  }

  @Test func `options are set by name, completed, and only those that can change`() {
    var screen = Screen(steps: 2, width: 120)
    screen.command("set optimizer.learning_rate 3e-4")
    screen.command("set erl.threshold=0.5")
    #expect(
      screen.commands == [
        .order(.set(key: "optimizer.learning_rate", value: "3e-4")),
        .order(.set(key: "erl.threshold", value: "0.5")),
      ])
    screen.command("set optimizer.learning_rat 3e-4")
    #expect(screen.text.contains("Did you mean 'optimizer.learning_rate'?"))
    screen.state.schema = ConfigurationSchema(
      worlds: [OptionTable("pond", "A world.", of: PondOptions.self)])
    screen.command("set pond.letters 4")
    #expect(screen.text.contains("cannot change while the run goes on"))
    screen.command("set erl.threshold")
    #expect(screen.text.contains("Usage: set OPTION VALUE"))
    #expect(screen.commands.count == 2)
    screen.type(":set optimizer.le")
    screen.press("tab")
    screen.type(" 0.01")
    screen.press("enter")
    screen.type(":set erl.memory n")
    screen.press("tab", "enter")
    #expect(
      screen.commands.suffix(2) == [
        .order(.set(key: "optimizer.learning_rate", value: "0.01")),
        .order(.set(key: "erl.memory", value: "none")),
      ])
  }

  @Test func `a slip of the fingers is answered with what was meant`() {
    var screen = Screen(steps: 1)
    screen.command("psuse")
    #expect(screen.text.contains("Did you mean 'pause'?"))
    screen.command("view episods")
    #expect(screen.text.contains("Did you mean 'episodes'?"))
    screen.command("theme xyzzyx")
    #expect(screen.text.contains("Themes: kolb-dark, mono"))
    #expect(screen.commands == [])
  }

  @Test func `Tab completes commands and their arguments`() {
    var screen = Screen(steps: 1)
    screen.type(":the")
    screen.press("tab")
    screen.type(" m")
    screen.press("tab", "enter")
    #expect(screen.commands == [.setTheme("mono")])
  }

  @Test func `Esc leaves the line and does nothing`() {
    var screen = Screen(steps: 1)
    screen.type(":pause")
    screen.press("escape")
    #expect(screen.state.prompt == nil)
    #expect(screen.commands == [])
    screen.type(":")
    screen.press("backspace")
    #expect(screen.state.prompt == nil)
  }

  @Test func `every key has a name that the command line knows`() {
    for (_, view) in ViewCatalog.views {
      for binding in ViewCatalog.keys(of: view).bindings {
        var screen = Screen(steps: 1)
        screen.command("view \(view.id.name)")
        screen.command(binding.command)
        #expect(screen.state.notice?.text.contains("no command") != true, "\(binding.command)")
      }
    }
  }
}

/// Options of a world, none of which changes while a run goes on.
private struct PondOptions: DescribedOptions {
  var letters = 6

  static let descriptions: [OptionDescription<Self>] = [
    .integer("letters", \.letters, in: 4...26, "letters for tiles")
  ]
}
