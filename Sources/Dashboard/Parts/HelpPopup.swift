import TerminalUI

/// Every key with what it does, from the table that the keyboard is read by; wide where there is
/// room.
struct HelpPopup {
  let state: DashboardState
  let scroll: Int

  /// The room that keys take before what they do.
  private static let keys = 13
  /// Where two columns have room.
  private static let wide = 130
  private static let gap = 3

  private func width(in area: Rect) -> Int {
    min(area.width - 8, area.width >= Self.wide ? 150 : 76)
  }

  private func lines(in area: Rect) -> [[Span]] {
    area.width >= Self.wide ? columns(width(in: area)) : all(width(in: area))
  }

  /// The first line of its last page.
  func lastScroll(in area: Rect) -> Int {
    max(0, lines(in: area).count - max(1, area.height - 4))
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let view = state.currentView
    let (width, lines) = (width(in: area), lines(in: area))
    let inside = Popup(
      "keys in \(view.id.name)", width: width, height: min(lines.count, max(1, area.height - 4)),
      footer: "j k scroll · I signs · i explains · any other key closes"
    ).draw(in: area, on: &canvas)
    let from = min(scroll, max(0, lines.count - inside.height))
    for (row, line) in lines.dropFirst(from).prefix(inside.height).enumerated() {
      canvas.write(line, row: row, in: inside)
    }
    ScrollIndicator(total: lines.count, visible: inside.height, offset: from)
      .draw(in: inside.inset(left: inside.width - 1), on: &canvas)
  }

  private func all(_ width: Int) -> [[Span]] {
    Array(groups(width).joined(separator: [[]]))
  }

  /// The groups side by side: the first half of the lines at the left.
  private func columns(_ width: Int) -> [[Span]] {
    let half = (width - Self.gap - 1) / 2
    var left: [[Span]] = []
    var right: [[Span]] = []
    let groups = groups(half)
    let total = groups.reduce(0) { $0 + $1.count + 1 }
    for group in groups {
      if right.isEmpty, left.count + group.count / 2 <= total / 2 {
        left += (left.isEmpty ? [] : [[]]) + group
      } else {
        right += (right.isEmpty ? [] : [[]]) + group
      }
    }
    return (0..<max(left.count, right.count)).map { row in
      let one = row < left.count ? left[row] : []
      let used = one.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
      let blank = String(repeating: " ", count: max(1, half + Self.gap - used))
      return row < right.count ? one + [Span(blank, .text)] + right[row] : one
    }
  }

  // MARK: - Lines

  private func groups(_ width: Int) -> [[[Span]]] {
    let map = ViewCatalog.keys(of: state.currentView)
    let keys = map.help.map { group, bindings in
      [[Span(group, .title)]]
        + bindings.flatMap { line($0.keys, $0.summary, width) }
    }
    let commands =
      [[Span("Commands", .title)]]
      + CommandTable.all.flatMap { wrapped($0.usage, first: ":", width) }
    let filters =
      [[Span("Filters", .title)]]
      + Self.fill(EpisodeQuery.examples, gap: "  ", width - 4).map { [Span("  " + $0, .text)] }
    return keys + [commands, filters]
  }

  private func line(_ keys: String, _ summary: String, _ width: Int) -> [[Span]] {
    let blank = String(repeating: " ", count: max(1, Self.keys - TextWidth.columns(of: keys)))
    let words = Self.wrap(summary, width - Self.keys - 2)
    return words.enumerated().map { row, text in
      row == 0
        ? [Span(" " + keys + blank, .key), Span(text, .text)]
        : [Span(String(repeating: " ", count: Self.keys + 1) + text, .text)]
    }
  }

  private func wrapped(_ text: String, first: String, _ width: Int) -> [[Span]] {
    Self.wrap(text, width - 4).enumerated().map { row, line in
      [Span(row == 0 ? " \(first)" : "   ", .key), Span(line, .text)]
    }
  }

  private static func wrap(_ text: String, _ width: Int) -> [String] {
    fill(text.split(separator: " ").map(String.init), gap: " ", width)
  }

  /// Words in as many lines as they take; none is cut.
  private static func fill(_ words: [String], gap: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in words {
      let used = lines.last.map { TextWidth.columns(of: $0) + gap.count } ?? 0
      if !lines.isEmpty, used + TextWidth.columns(of: word) <= width {
        lines[lines.count - 1] += gap + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
