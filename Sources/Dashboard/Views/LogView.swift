import RunModel
import TerminalUI

extension ViewID {
  package static let log = ViewID("log")
}

/// Everything that happened, one line an event.
struct LogView: DashboardView {
  let id = ViewID.log
  let question = "everything that happened, one line an event"

  func rows(of state: DashboardState) -> Rows {
    let lines = state.run.lines
    let filter = state.place.filter.lowercased()
    guard !filter.isEmpty else {
      let first = lines.first?.event ?? 0
      return Rows(
        count: lines.count, number: { $0 + first },
        place: { lines.isEmpty ? nil : min(max(0, $0 - first), lines.count - 1) })
    }
    return Rows(lines.filter { Self.matches($0, filter) }.map(\.event))
  }

  private static func matches(_ line: LogLine, _ filter: String) -> Bool {
    filter.split(separator: " ").allSatisfy { word in
      line.kind.rawValue == word || line.step.map { "step:\($0)" == word } ?? false
        || TextSearch.contains(line.text, String(word))
    }
  }

  func episode(of state: DashboardState) -> Int? { nil }

  private func line(_ event: Int, _ state: DashboardState) -> LogLine? {
    let lines = state.run.lines
    guard let first = lines.first else { return nil }
    let place = lines.startIndex + event - first.event
    return lines.indices.contains(place) ? lines[place] : nil
  }

  func takeaway(of state: DashboardState) -> Takeaway? {
    guard let event = selectedRow(of: state), let line = line(event, state)
    else { return nil }
    let step = line.step.map { " step \($0)" } ?? ""
    return Takeaway(
      "event \(event)", file: "event-\(event).txt",
      text: "\(Figures.clock(line.elapsed))\(step) \(line.kind.rawValue) \(line.text)")
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    [Region(area, pane: 0, .list)]
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let rows = shownRows(of: state)
    let earlier = state.run.eventCount - state.run.lines.count
    let inside = Frame(
      title: [Span("log", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [
        Span(
          (state.place.filter.isEmpty ? "" : "\(Figures.count(rows.count)) of ")
            + "\(Figures.count(state.run.eventCount)) events", .muted)
      ],
      footer: earlier > 0
        ? [Span("the \(Figures.count(earlier)) earliest are in events.jsonl", .muted)] : [],
      focus: .focused
    ).draw(in: area, on: &canvas)
    let isWide = inside.width >= 64
    let columns: [Table.Column] =
      isWide
      ? [
        .init("time", .fixed(7), .trailing), .init("step", .fixed(5), .trailing),
        .init("event", .fixed(10)), .init("", .share()),
      ] : [.init("event", .fixed(10)), .init("", .share())]
    let table = Table(
      columns, count: rows.count,
      emptyText: state.place.filter.isEmpty
        ? "No event yet: the first line of the log says what run this is."
        : "No match for '\(state.place.filter)' in the latest "
          + "\(Figures.count(state.run.lines.count)) events."
    ) { row in
      line(rows.number(row), state).map { cells($0, state, isWide: isWide) } ?? []
    }
    let place = rows.place(of: state.place.selection)
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        place, count: rows.count, height: inside.height - 1, top: state.place.top),
      on: &canvas)
  }

  private func cells(_ line: LogLine, _ state: DashboardState, isWide: Bool) -> [[Span]] {
    let kind = Span(line.kind.rawValue, Self.style(of: line.kind))
    let text = MatchedText.spans(line.text, finding: state.place.filter)
    guard isWide else { return [[kind], text] }
    return [
      [Span(Figures.clock(line.elapsed), .muted)],
      [Span(line.step.map(String.init) ?? "", .muted)], [kind], text,
    ]
  }

  private static func style(of kind: LogLine.Kind) -> Style {
    switch kind {
    case .run, .control: .accent
    case .attempt: .text
    case .reflection: .reflection
    case .memory: .memory
    case .update: .distilled
    case .evaluation, .metrics: .good
    case .checkpoint: .muted
    case .unknown: .warning
    }
  }

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    guard action == .move(.enter) else { return nil }
    guard let event = selectedRow(of: state), let episode = line(event, state)?.episode,
      state.run.episodes[episode] != nil
    else { return [.say("this line belongs to no episode")] }
    return [.drill(into: .episodes, at: ViewPlace(at: episode))]
  }
}
