import RunModel
import TerminalUI

/// The alarms of a run, each with what it means; Enter goes to where it can be looked at.
struct AlarmPopup {
  let state: DashboardState
  let choice: Int

  func draw(in area: Rect, on canvas: inout Canvas) {
    let alarms = state.alarms
    let width = min(110, area.width - 6)
    let selected = min(max(0, choice), max(0, alarms.count - 1))
    let text = alarms.indices.contains(selected) ? words(of: alarms[selected], width - 8) : []
    let below = Paragraph(text).lineCount(width: width - 2, for: canvas.glyphs)
    let inside = Popup(
      "alarms", width: width, height: min(area.height - 4, alarms.count + 1 + below),
      footer: "j k choose · Enter goes there · Esc"
    ).draw(in: area, on: &canvas)
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
    Paragraph(text).draw(in: list[1].inset(top: 1), on: &canvas)
  }

  /// What an alarm means, below its own words where the list has no room for all of them.
  private func words(of alarm: Alarm, _ room: Int) -> [Span] {
    let isCut = TextWidth.columns(of: alarm.text) > room
    return (isCut ? [Span(alarm.text + "\n\n", .warning)] : []) + alarm.kind.explanation.spans
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
