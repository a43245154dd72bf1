import TerminalUI

extension DashboardState {
  mutating func pressInPrompt(_ key: Key) -> [Command] {
    if key == .endOfInput {
      prompt = nil
      return quit()
    }
    if putLine(by: key) { return [] }
    recall.leave()
    switch prompt {
    case .command(let line): return type(key, command: line)
    case .rename(let line, let path): return type(key, name: line, of: path)
    case .filter(let line, let before): return type(key, filter: line, before: before)
    case nil: break
    }
    return []
  }

  private mutating func type(
    _ key: Key, filter line: InputLine, before: String
  ) -> [Command] {
    var line = line
    switch line.handle(key) {
    case .submitted(let line):
      prompt = nil
      let text = String(line.reversed().drop { $0 == " " }.reversed())
      place.filter = text
      place.scroll = 0
      return keep(text, .filter)
    case .cancelled:
      prompt = nil
      place.filter = before
    case .edited, .moved, .ignored:
      // The list narrows while one types.
      prompt = .filter(line, before: before)
      place.filter = line.text
    }
    return []
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
    switch line.handle(key) {
    case .submitted(let text):
      prompt = nil
      return keep(text, .command) + run(command: text)
    case .cancelled: prompt = nil
    case .edited, .moved, .ignored:
      // Rubbing out the colon itself leaves the line, as in vi.
      prompt = key == .backspace && line.text.isEmpty ? nil : .command(line)
    }
    return []
  }

  // MARK: - What was typed before, and what a line may become

  /// Keeps a line for whoever looks for it again, now or in another session.
  private mutating func keep(_ line: String, _ kind: Recall.Kind) -> [Command] {
    recall.keep(line, kind) ? [.remember(line, kind)] : []
  }

  /// Takes the keys that put another line in the place of the one that is typed; whether it was one.
  private mutating func putLine(by key: Key) -> Bool {
    let typed: (line: InputLine, kind: Recall.Kind, before: String)? =
      switch prompt {
      case .command(let line): (line, .command, "")
      case .filter(let line, let before): (line, .filter, before)
      case .rename, nil: nil
      }
    guard let (line, kind, before) = typed else { return false }
    let wanted: String?
    switch key {
    case .up, .control("p"): wanted = recall.go(back: true, from: line.text, kind)
    case .down, .control("n"): wanted = recall.go(back: false, from: line.text, kind)
    case .control("r"): wanted = recall.search(line.text, kind)
    case .tab, .backTab:
      let candidates =
        kind == .command
        ? CommandLine.completions(of: line.text, in: self)
        : QueryNote.completions(of: line.text, self)
      wanted = recall.complete(line.text, with: candidates, back: key == .backTab)
    default: return false
    }
    guard let wanted else { return true }
    if kind == .command {
      prompt = .command(InputLine(wanted))
    } else {
      prompt = .filter(InputLine(wanted), before: before)
      place.filter = wanted
    }
    return true
  }
}
