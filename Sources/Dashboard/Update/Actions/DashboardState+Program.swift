import TerminalUI

extension DashboardState {
  mutating func perform(_ action: ProgramAction) -> [Command] {
    switch action {
    case .openCommandLine: prompt = .command(InputLine())
    case .help: popup = .help(scroll: 0)
    case .explain: explain()
    case .legend: popup = .legend(scroll: 0)
    case .alarms: showAlarms()
    case .nextTheme: return nextTheme()
    case .quit: return quit()
    }
    return []
  }

  private mutating func nextTheme() -> [Command] {
    guard let first = screen.themes.first else {
      notify("there are no other themes")
      return []
    }
    let next =
      screen.themes.firstIndex(of: screen.theme)
      .map { screen.themes[($0 + 1) % screen.themes.count] } ?? first
    screen.theme = next
    notify("theme \(next)")
    return [.setTheme(next)]
  }

  mutating func quit() -> [Command] {
    if let episode = trying {
      // Said once: nothing of a trial that is left half way is kept.
      trying = nil
      notify(
        "episode \(episode) is still being tried, and leaving throws that away; once more leaves",
        .problem)
      return []
    }
    // Whoever only looks at a run that another started leaves it as it is.
    guard isLive, open.source == .engine else { return [.quit] }
    popup = .quit(choice: 0)
    return []
  }
}
