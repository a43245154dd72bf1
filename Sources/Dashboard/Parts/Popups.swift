import TerminalUI

/// Every key with what it does, from the table that the keyboard is read by.
struct HelpPopup {
  let state: DashboardState
  let scroll: Int

  func draw(in area: Rect, on canvas: inout Canvas) {
    let view = state.currentView
    let lines = self.lines(ViewCatalog.keys(of: view))
    let inside = Popup(
      "keys in \(view.id.name)", width: min(70, area.width - 8), height: min(lines.count, 40),
      footer: "j k scroll · any other key closes"
    ).draw(in: area, on: &canvas)
    let from = min(scroll, max(0, lines.count - inside.height))
    for (row, line) in lines.dropFirst(from).prefix(inside.height).enumerated() {
      canvas.write(line, row: row, in: inside)
    }
    ScrollIndicator(total: lines.count, visible: inside.height, offset: from)
      .draw(in: inside.inset(left: inside.width - 1), on: &canvas)
  }

  private func lines(_ map: KeyMap<Action>) -> [[Span]] {
    var lines: [[Span]] = []
    for (group, bindings) in map.help {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Span(group, .title)])
      for binding in bindings {
        let keys = binding.keys.padding(to: 13)
        lines.append([Span(" " + keys, .key), Span(binding.summary, .text)])
      }
    }
    lines += [[], [Span("Commands", .title)]]
    for command in CommandTable.all {
      lines.append([Span(" :", .key), Span(command.usage, .text)])
    }
    lines += [[], [Span("Filters", .title)]]
    lines.append([Span(" " + EpisodeQuery.examples.joined(separator: "  "), .text)])
    return lines
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - TextWidth.columns(of: self)))
  }
}

/// How to leave while a run is live.
struct QuitPopup {
  let choice: Int

  static let box = Popup(
    "the run is still going", width: 58, height: QuitChoice.allCases.count,
    footer: "Enter or letter")

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inside = Self.box.draw(in: area, on: &canvas)
    for (row, item) in QuitChoice.allCases.enumerated() {
      let mark = row == choice ? "▸ " : "  "
      canvas.write(
        [Span(mark, .accent), Span("\(item.key) ", .key), Span(item.words, .text)], row: row,
        in: inside)
      if row == choice { canvas.highlight(inside.line(row)) }
    }
  }
}
