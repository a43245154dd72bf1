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

    /// The same with the fewest words that still say something; everybody knows how to quit.
    fileprivate var brief: Entry {
      let words = key == "q" ? "" : hint == "what next" ? "next" : hint
      return Entry(key: key, hint: words, isEssential: isEssential)
    }
  }

  /// What matters most comes first.
  let found: [Entry]
  let room: Int

  /// Columns after a key with its word, so that neither is read together with the next one.
  private static let gap = 2

  /// What goes first where room is short: what plays before what leads elsewhere.
  private static let spared = ["space", "Tab", "Enter"]

  /// Whether every essential key has its word.
  func isWhole(inBrief: Bool) -> Bool {
    let entries = found.filter(\.isEssential)
    return Self.size(inBrief ? entries.map(\.brief) : entries) <= room
  }

  /// The essential keys as far as there is room: a key goes before its word does, since a key
  /// without one says nothing.
  private var essential: [Entry] {
    let whole = found.filter(\.isEssential)
    let brief = whole.map(\.brief)
    let fewer = (0...Self.spared.count).map { count in
      brief.filter { !Self.spared.prefix(count).contains($0.key) }
    }
    if let fitting = ([whole] + fewer).first(where: { Self.size($0) <= room }) { return fitting }
    return (fewer.last ?? []).reduce(into: [Entry]()) { shown, entry in
      if Self.size(shown + [entry]) <= room { shown.append(entry) }
    }
  }

  private static func size(_ entries: [Entry]) -> Int {
    entries.reduce(0) { $0 + $1.width + gap }
  }

  /// Help and the way out stand at the end, where they are looked for.
  var spans: [Span] {
    var shown = essential
    for entry in found where !entry.isEssential && Self.size(shown + [entry]) <= room {
      shown.append(entry)
    }
    guard !shown.isEmpty else { return room >= 2 ? [Span("? ", .key)] : [] }
    let last = shown.filter { $0.key == "?" || $0.key == "q" }
    let space = String(repeating: " ", count: Self.gap)
    return (shown.filter { !last.contains($0) } + last).flatMap {
      [Span($0.key, .key), Span(($0.hint.isEmpty ? "" : " ") + $0.hint + space, .muted)]
    }
  }
}
