import Dashboard
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
    #expect(screen.state.axis == .tokens)
    screen.command("note looks   stuck")
    screen.command("pause")
    #expect(screen.commands == [.note("looks stuck"), .pause])
    screen.command("goto episode 5")
    #expect(screen.state.view == .episodes)
    #expect(screen.selectedEpisode == 5)
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
      for binding in KeyBindings.map(for: view).bindings {
        var screen = Screen(steps: 1)
        screen.command("view \(view.id.name)")
        screen.command(binding.command)
        #expect(screen.state.notice?.text.contains("no command") != true, "\(binding.command)")
      }
    }
  }
}
