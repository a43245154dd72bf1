import TerminalUI

/// The keys at the right of the bottom line: as many as there is room for.
struct FooterKeys {
  struct Entry: Equatable {
    let key: String
    let hint: String
    /// Whether the key itself shows even where there is no room for its word.
    var isEssential = false

    fileprivate var whole: Int { TextWidth.columns(of: key) + 1 + hint.count + 2 }
    fileprivate var bare: Int { TextWidth.columns(of: key) + 2 }
  }

  /// What matters most comes first.
  let found: [Entry]
  let room: Int

  /// The words that can be spared first: everybody knows what these keys do.
  private static let known = ["q", "Enter", "Tab"]

  /// What shows, in the order in which it matters.
  var shown: [Entry] {
    var essential = found.filter(\.isEssential)
    var size = essential.reduce(0) { $0 + $1.whole }
    for key in Self.known where size > room {
      guard let place = essential.firstIndex(where: { $0.key == key }) else { continue }
      let entry = essential[place]
      size -= entry.whole - entry.bare
      essential[place] = Entry(key: entry.key, hint: "", isEssential: true)
    }
    while size > room, let last = essential.popLast() {
      size -= last.hint.isEmpty ? last.bare : last.whole
    }
    for entry in found where !entry.isEssential && size + entry.whole <= room {
      essential.append(entry)
      size += entry.whole
    }
    return essential
  }

  /// Help and the way out stand at the end, where they are looked for.
  var spans: [Span] {
    let shown = shown
    guard !shown.isEmpty else { return room >= 2 ? [Span("? ", .key)] : [] }
    let last = shown.filter { $0.key == "?" || $0.key == "q" }
    return (shown.filter { !last.contains($0) } + last).flatMap {
      [Span($0.key, .key), Span($0.hint.isEmpty ? "  " : " \($0.hint)  ", .muted)]
    }
  }
}
