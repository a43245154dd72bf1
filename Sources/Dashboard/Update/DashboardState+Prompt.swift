import TerminalUI

extension DashboardState {
  mutating func pressInPrompt(_ key: Key) -> [Command] {
    if key == .endOfInput {
      prompt = nil
      return quit()
    }
    switch prompt {
    case .command(let line): return type(key, command: line)
    case .rename(let line, let path): return type(key, name: line, of: path)
    case .filter(let line, let before): type(key, filter: line, before: before)
    case nil: break
    }
    return []
  }

  private mutating func type(_ key: Key, filter line: InputLine, before: String) {
    var line = line
    if key == .tab || key == .backTab {
      let completed = QueryNote.completions(of: line.text, self)
      guard let longer = CommandLine.commonStart(of: completed),
        let next = longer.count > line.text.count ? longer : completed.first
      else { return }
      prompt = .filter(InputLine(next), before: before)
      place.filter = next
      return
    }
    switch line.handle(key) {
    case .submitted(let text):
      prompt = nil
      place.filter = text
      place.scroll = 0
    case .cancelled:
      prompt = nil
      place.filter = before
    case .edited, .moved, .ignored:
      // The list narrows while one types.
      prompt = .filter(line, before: before)
      place.filter = line.text
    }
  }

  private mutating func type(_ key: Key, name line: InputLine, of path: String) -> [Command] {
    var line = line
    switch line.handle(key) {
    case .submitted(let name):
      prompt = nil
      return rename(path, to: name)
    case .cancelled: prompt = nil
    case .edited, .moved, .ignored: prompt = .rename(line, path: path)
    }
    return []
  }

  private mutating func type(_ key: Key, command line: InputLine) -> [Command] {
    var line = line
    if key == .tab || key == .backTab {
      let completed = CommandLine.completions(of: line.text, in: self)
      if let common = CommandLine.commonStart(of: completed), common.count > line.text.count {
        prompt = .command(InputLine(common))
      } else if let next = completed.first(where: { $0 != line.text }) {
        prompt = .command(InputLine(next))
      }
      return []
    }
    switch line.handle(key) {
    case .submitted(let text):
      prompt = nil
      return run(command: text)
    case .cancelled: prompt = nil
    case .edited, .moved, .ignored:
      // Rubbing out the colon itself leaves the line, as in vi.
      prompt = key == .backspace && line.text.isEmpty ? nil : .command(line)
    }
    return []
  }
}
