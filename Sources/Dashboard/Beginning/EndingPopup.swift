import RunModel
import TerminalUI

/// What can be done once a run is over, at the bottom so that its curves stay in sight.
struct EndingPopup {
  let state: DashboardState
  let choice: Int

  var offers: [(offer: EndingOffer, words: String)] { EndingOffer.all(state) }

  private static let width = 62

  /// How it ended, and with what.
  var lead: [[Span]] {
    var lines: [[Span]] = []
    if state.runs.count > 1 {
      lines.append([Span("of ", .muted), Span(state.open.name, .text)])
    }
    if let status = state.engine, let why = Self.reason(status) {
      lines.append([Span(why, .bad)])
    }
    if let point = state.open.timeline.latest.evaluations(named: "heldout").last {
      let record = point.record
      lines.append([
        Span("held-out ", .muted), Span(Figures.share(record.successRate), .accent),
        Span(
          " [\(Figures.share(record.low))–\(Figures.share(record.high))] of "
            + "\(record.episodes) at step \(record.step)", .muted),
      ])
    }
    if state.open.folder?.hasCheckpoint != true {
      lines.append([
        Span(
          state.open.folder == nil
            ? "a log alone: nothing to go on from, nor to repeat"
            : "no checkpoint is here to go on from, so anew only", .muted)
      ])
    }
    return lines
  }

  private static func reason(_ status: EngineStatus) -> String? {
    switch status {
    case .failed(let reason): reason
    case .dead(let why): why ?? "it ended without a word, such as when it is killed"
    default: nil
    }
  }

  func inside(of area: Rect) -> Rect { place(in: area).inset(by: 1).inset(left: 1, right: 1) }

  private func place(in area: Rect) -> Rect {
    let height = min(area.height, offers.count + lead.count + 2)
    let width = min(area.width, Self.width + 4)
    let row = area.rows(.share(), .fixed(height))[1]
    return row.centred(width: width, height: height)
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let place = place(in: area)
    canvas.fill(place)
    let title = state.engine.map { StatusWords($0).text } ?? "the run is over"
    let inside = Frame(
      title + " · what next?", footer: "a letter, or Enter · Esc closes", focus: .focused
    )
    .draw(in: place, on: &canvas).inset(left: 1, right: 1)
    for (row, line) in lead.enumerated() { canvas.write(line, row: row, in: inside) }
    for (row, item) in offers.enumerated() {
      let isSelected = row == choice
      canvas.write(
        [
          Span(isSelected ? "▸ " : "  ", .accent), Span("\(item.offer.key) ", .key),
          Span(item.words, .text),
        ], row: row + lead.count, in: inside)
      if isSelected { canvas.highlight(inside.line(row + lead.count)) }
    }
  }
}
