import TerminalUI

/// The keys at the right of the bottom line: as many as there is room for.
struct FooterKeys {
  struct Entry: Equatable {
    let key: String
    let hint: String
    /// Whether the key itself shows even where there is no room for its word.
    var isEssential = false

    fileprivate var width: Int {
      TextWidth.columns(of: key) + (hint.isEmpty ? 0 : 1 + hint.count)
    }

    fileprivate var bare: Entry { Entry(key: key, hint: "", isEssential: isEssential) }
  }

  /// What matters most comes first.
  let found: [Entry]
  let room: Int

  /// What everybody knows these keys to do, and so the words that can be spared first.
  private static let known = [("q", "quit"), ("Enter", "open"), ("Tab", "part")]

  /// The essential keys as far as there is room, and how far apart: words go before keys do, and
  /// wide gaps before the last words.
  private var essential: (entries: [Entry], gap: Int) {
    let whole = found.filter(\.isEssential)
    let choices = [2, 1].flatMap { gap in
      (0...Self.known.count).map { spared in
        let words = Self.known.prefix(spared)
        return (
          whole.map { entry in
            words.contains { $0 == (entry.key, entry.hint) } ? entry.bare : entry
          }, gap
        )
      }
    }
    if let fitting = choices.first(where: { Self.size($0.0, gap: $0.1) <= room }) { return fitting }
    let (entries, gap) = choices.last ?? ([], 1)
    let fitting = entries.reduce(into: [Entry]()) { shown, entry in
      if Self.size(shown + [entry], gap: gap) <= room { shown.append(entry) }
    }
    return (fitting, gap)
  }

  private static func size(_ entries: [Entry], gap: Int) -> Int {
    entries.reduce(0) { $0 + $1.width + gap }
  }

  /// Help and the way out stand at the end, where they are looked for.
  var spans: [Span] {
    var (shown, gap) = essential
    for entry in found where !entry.isEssential && Self.size(shown + [entry], gap: gap) <= room {
      shown.append(entry)
    }
    guard !shown.isEmpty else { return room >= 2 ? [Span("? ", .key)] : [] }
    let last = shown.filter { $0.key == "?" || $0.key == "q" }
    let space = String(repeating: " ", count: gap)
    return (shown.filter { !last.contains($0) } + last).flatMap {
      [Span($0.key, .key), Span(($0.hint.isEmpty ? "" : " ") + $0.hint + space, .muted)]
    }
  }
}
