import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// What somebody writes for a run that waits for it is not lost when the run goes on.
@Suite struct `Answers that come late` {
  private func asked(about episode: Int) -> Screen {
    var screen = Screen(steps: 6, width: 100, height: 30)
    _ = screen.state.update(.engineChanged(.running))
    screen.feed([LoggedEvent(.asked(Question(step: 7, episode: episode, wait: 60)))])
    screen.state.editReflection()
    return screen
  }

  private var retried: Int {
    get throws {
      try #require(Screen(steps: 6).state.run.episodes.records.first { $0.second != nil }?.id)
    }
  }

  @Test func `they are tried beside the run, which is said before they are sent`() throws {
    let episode = try retried
    var screen = asked(about: episode)
    #expect(screen.text.contains("Ctrl-S sends"))
    guard case .editor(var editor) = screen.state.popup else {
      Issue.record("no editor")
      return
    }
    editor.box = TextBox("C is a hole.")
    screen.state.popup = .editor(editor)
    screen.feed([LoggedEvent(.asked(Question(step: 7, episode: episode + 1, wait: 60)))])
    #expect(screen.text.contains("Time is up") && screen.text.contains("Ctrl-S tries"))
    let commands = screen.state.pressInEditor(.control("s"), editor)
    #expect(commands == [.branch(episode: episode, run: 0, text: "C is a hole.")])
  }

  @Test func `one that is put away comes back with its words`() throws {
    let episode = try retried
    var screen = asked(about: episode)
    guard case .editor(var editor) = screen.state.popup else {
      Issue.record("no editor")
      return
    }
    editor.box = TextBox("C is a hole.")
    _ = screen.state.pressInEditor(.escape, editor)
    #expect(screen.state.popup == nil)
    screen.state.editReflection()
    guard case .editor(let again) = screen.state.popup else {
      Issue.record("no editor")
      return
    }
    #expect(again.box.text == "C is a hole." && again.episode == episode)
  }
}
