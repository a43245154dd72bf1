import Dashboard
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

struct TakingTests {
  /// What `y` put on the clipboard.
  private func copied(_ screen: inout Screen) -> String? {
    screen.commands = []
    screen.press("y")
    guard case .copy(let text)? = screen.commands.first else { return nil }
    return text
  }

  @Test func `the screen is written by one key`() {
    var screen = Screen(steps: 3, width: 100, height: 30)
    let commands = screen.state.update(.keyPressed(.control("p")))
    #expect(commands == [.saveScreen(name: "kolb-overview.txt")])
  }

  @Test func `C writes the curves of whichever view shows some, and says where there are none`() {
    func written(_ keys: [String], _ command: String = "") -> [String] {
      var screen = Screen(steps: 6, width: 160, height: 45)
      for key in keys { screen.press(key) }
      if !command.isEmpty { screen.command(command) }
      screen.commands = []
      screen.press("C")
      guard case .saveAll(let files)? = screen.commands.last else { return [] }
      return files.map(\.name)
    }
    #expect(written(["1"]) == ["success.csv", "success.svg"])
    #expect(written(["3"]) == ["help.csv", "help.svg", "truth.csv", "truth.svg"])
    #expect(written(["6"]) == ["compare.csv", "compare.svg"])
    #expect(written(["2"], "filter fixed") == ["matches.csv", "matches.svg"])
    #expect(written(["4"]) == [])
    var screen = Screen(steps: 6)
    screen.press("2", "C")
    #expect(screen.state.notice?.text.contains("no curve shows here") == true)
  }

  @Test func `y copies what is under the cursor of each view`() throws {
    var screen = Screen(steps: 6)
    screen.press("2", "k", "k")
    let episode = try #require(screen.selectedEpisode)
    #expect(try #require(copied(&screen)).hasPrefix("episode \(episode) · step "))
    screen.press("3", "g")
    #expect(try #require(copied(&screen)).hasPrefix("reflection #"))
    screen.press("4", "g")
    #expect(try #require(copied(&screen)).hasPrefix("memory #"))
    screen.press("7", "g")
    #expect(try #require(copied(&screen)).contains(" run run "))
    screen.press("6")
    #expect(try #require(copied(&screen)).contains("1 synthetic"))
    screen.press("1", "h")
    let values = try #require(copied(&screen))
    #expect(values.contains("\nstep\t5.0\n"))
    screen.press("5")
    let curves = try #require(copied(&screen))
    #expect(curves.contains("\nfirst\t"))
  }

  @Test func `a copy has no power over the terminal that it is pasted into`() throws {
    var screen = Screen(steps: -1)
    var attempt = AttemptRecord.example(episode: 0, step: 0)
    attempt.feedback = "\u{1B}[201~rm -rf ~\u{9B}31m\u{202E}"
    screen.feed([LoggedEvent(.attempt(attempt))])
    screen.press("2")
    let text = try #require(copied(&screen))
    #expect(text.contains("rm -rf"))
    let isInert = text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n" || (scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
    }
    #expect(isInert && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `what no clipboard takes is refused, and w still writes it`() {
    var screen = Screen(steps: -1)
    var attempt = AttemptRecord.example(episode: 0, step: 0)
    attempt.feedback = String(repeating: "long ", count: 20_000)
    screen.feed([LoggedEvent(.attempt(attempt))])
    screen.press("2", "y")
    #expect(screen.commands == [])
    #expect(screen.state.notice?.text.contains("w writes it") == true)
    screen.press("w")
    #expect(screen.commands.count == 1)
  }

  @Test func `w writes text, W the episode, each under a name that says what it is`() throws {
    var screen = Screen(steps: 3)
    screen.press("2", "g", "w", "W")
    screen.command("write mine.txt")
    screen.command("export episode its.json")
    var names: [String] = []
    for command in screen.commands {
      switch command {
      case .save(let name, let text):
        names.append(name)
        #expect(text.contains("first attempt"))
      case .saveEpisode(let texts, let name):
        names.append(name)
        #expect(texts.first != nil)
      default: Issue.record("\(command)")
      }
    }
    let episode = try #require(screen.selectedEpisode)
    #expect(names == ["episode-\(episode).txt", "episode-\(episode).json", "mine.txt", "its.json"])
  }

  @Test func `without an episode W says so`() {
    var screen = Screen(steps: 2)
    screen.press("7", "W")
    #expect(screen.commands == [])
    #expect(screen.state.notice?.text == "no episode is selected; W writes one as JSON")
    screen.command("export nothing")
    #expect(screen.state.notice?.text.hasPrefix("Usage: export episode") == true)
  }
}
