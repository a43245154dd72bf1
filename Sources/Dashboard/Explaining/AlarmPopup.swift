import RunModel
import TerminalUI

/// The alarms of a run, each with what it means; Enter goes to where it can be looked at.
struct AlarmPopup {
  let state: DashboardState
  let choice: Int

  func draw(in area: Rect, on canvas: inout Canvas) {
    let alarms = state.alarms
    let width = min(110, area.width - 6)
    let (room, height) = (width, area.height - 4)
    let selected = min(max(0, choice), max(0, alarms.count - 1))
    let text = alarms.indices.contains(selected) ? alarms[selected].kind.explanation.spans : []
    let below = Paragraph(text).lineCount(width: room, for: canvas.glyphs)
    let lines = alarms.map { line($0).lineCount(width: room - 2, for: canvas.glyphs) }
    let needed = lines.reduce(0, +)
    // Without room for all of every alarm the one that is selected is told whole.
    let isWhole = needed + 1 + below <= height
    let inside = Popup(
      "alarms", width: width, height: min(height, needed + 1 + below),
      footer: "j k choose · Enter goes there · Esc"
    ).draw(in: area, on: &canvas)
    guard isWhole else {
      return drawCut(alarms, selected: selected, below: text, in: inside, on: &canvas)
    }
    var row = 0
    for (place, alarm) in alarms.enumerated() {
      if place == selected {
        canvas.write(Sign.selected.symbol, row: row, in: inside, as: .accent)
      }
      line(alarm).draw(in: inside.inset(top: row, left: 2), on: &canvas)
      row += lines[place]
    }
    Paragraph(text).draw(in: inside.inset(top: row + 1), on: &canvas)
  }

  private func line(_ alarm: Alarm) -> Paragraph {
    Paragraph("\(Sign.alarm.symbol) \(alarm.text)", .warning)
  }

  /// One line an alarm, and below them all of the selected one.
  private func drawCut(
    _ alarms: [Alarm], selected: Int, below: [Span], in inside: Rect, on canvas: inout Canvas
  ) {
    let list = inside.rows(.fixed(min(alarms.count, max(1, inside.height / 2))), .share())
    let shown = SplitLayout.centred(selected, count: alarms.count, height: list[0].height)
    for row in 0..<list[0].height where alarms.indices.contains(shown.offset + row) {
      let isSelected = shown.offset + row == selected
      canvas.write(
        [
          Span(isSelected ? "\(Sign.selected.symbol) " : "  ", .accent),
          Span("\(Sign.alarm.symbol) \(alarms[shown.offset + row].text)", .warning),
        ], row: row, in: list[0])
    }
    let isCut =
      alarms.indices.contains(selected)
      && TextWidth.columns(of: alarms[selected].text) > inside.width - 4
    let whole = isCut ? [Span(alarms[selected].text + "\n\n", .warning)] : []
    Paragraph(whole + below).draw(in: list[1].inset(top: 1), on: &canvas)
  }
}

extension DashboardState {
  mutating func showAlarms() {
    guard !alarms.isEmpty else { return notify("no alarm: nothing looks wrong") }
    popup = .alarms(choice: 0)
  }

  mutating func pressInAlarms(_ key: Key, choice: Int) -> [Command] {
    switch ViewCatalog.commonKeys.action(for: key) {
    case .move(.rows(let rows)):
      popup = .alarms(choice: min(max(0, choice + rows), max(0, alarms.count - 1)))
    case .move(.enter):
      popup = nil
      if alarms.indices.contains(choice) { go(to: alarms[choice]) }
    default: popup = nil
    }
    if key == .endOfInput { return quit() }
    return []
  }

  /// To the view where an alarm's numbers stand; Esc comes back.
  private mutating func go(to alarm: Alarm) {
    let (view, chart) = alarm.kind.place
    var place = ViewPlace()
    switch alarm.kind {
    case .unreadable: place.filter = "!parsed"
    case .cutOff, .alike, .template, .hacking, .unread: place.pane = 2
    default: break
    }
    drill(into: view, at: place)
    if let chart {
      let shown = plots.layout.panes.firstIndex { $0.chart == chart }
      if let shown { self.place.pane = shown } else { showChart(chart) }
    }
    notify(alarm.text)
  }
}
