import RunModel
import TerminalUI

extension ViewID {
  package static let transitions = ViewID("transitions")
}

/// Shows what second attempts made of first ones, and which prompts fail again and again.
struct TransitionsView: DashboardView {
  let id = ViewID.transitions
  let question = "what became of failures, and which of them persist?"
  /// The spans of steps, and the prompts that are hard.
  let panes = 2

  func rows(of state: DashboardState) -> Rows {
    state.place.pane == 0
      ? Rows(spans(of: state).map(\.first)) : Rows(hardPrompts(of: state).episodes)
  }

  func episode(of state: DashboardState) -> Int? {
    state.place.pane == 1 ? selectedRow(of: state) : nil
  }

  // MARK: - Picture

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let verdict = VerdictLine(run: state.run)
    let top = area.height >= 14 ? verdict.height(width: area.width - 2, limit: 3) : 0
    verdict.draw(in: area.inset(left: 1, right: 1).rows(.fixed(top))[0], on: &canvas)
    let field = area.inset(top: top)
    guard field.width >= 100 || field.height >= 30 else {
      return state.place.pane == 0
        ? drawChart(state, in: field, on: &canvas) : drawHard(state, in: field, on: &canvas)
    }
    let parts =
      field.width >= 100
      ? field.columns(.share(3), .share(2)) : field.rows(.share(3), .share(2))
    drawChart(state, in: parts[0], on: &canvas)
    drawHard(state, in: parts[1], on: &canvas)
  }

  private func drawChart(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    // Of a run without second attempts only what was solved at once could be counted.
    let hasNone = WhyNone.secondAttempts(state.run) != nil
    let total = TransitionTally(state.run.totals())
    let inside = Frame(
      title: [Span("transitions", .title)],
      note: total.count > 0 && !hasNone
        ? [
          Span(
            "n \(Figures.count(total.count)) episodes, \(Scope.words(ofWhole: state.run))", .muted)
        ] : [],
      footer: area.width >= 60 ? [Span("Enter: the episodes of the steps", .muted)] : [],
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard total.count > 0, !hasNone else {
      Paragraph(
        EmptyWords.transitions(state.run), .muted
      ).draw(in: inside, on: &canvas)
      return
    }
    let legend = min(total.classes.count, max(0, inside.height - 4))
    let parts = inside.rows(.fixed(legend), .fixed(1), .share())
    TransitionLegend(tally: total).draw(in: parts[0], on: &canvas)
    // A short run leaves room for what its bars come to.
    let bars = spans(of: state).count
    let chart = Self.chart(state)
    let rest = parts[2].height - bars
    let below = parts[2].rows(.share(), .fixed(rest >= 9 && chart != nil ? min(rest, 16) : 0))
    drawBars(state, in: below[0], on: &canvas)
    guard let chart, below[1].height > 0 else { return }
    PlotPane(index: 0, count: 1, chart: chart, area: below[1], isLarge: false, isSelected: false)
      .draw(state, on: &canvas)
  }

  /// How many failures the second attempts mended, by step.
  private static func chart(_ state: DashboardState) -> Chart? {
    ChartCatalog.chart("fixed", in: state.run)
  }

  func charts(of state: DashboardState) -> [Chart] { Self.chart(state).map { [$0] } ?? [] }

  /// One line a span of steps, as many as fit.
  private func drawBars(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let spans = spans(of: state)
    let selected = spans.firstIndex { .row($0.first) == state.place.selection } ?? spans.count - 1
    let place = SplitLayout.centred(selected, count: spans.count, height: area.height)
    let width = spans.map { $0.label.count }.max() ?? 0
    for (line, span) in spans.dropFirst(place.offset).prefix(area.height).enumerated() {
      let isSelected = state.place.pane == 0 && place.offset + line == selected
      canvas.write(
        [Span(isSelected ? "▸" : " ", .accent), Span(span.label, isSelected ? .text : .muted)],
        row: line, in: area)
      let tail = " n \(span.tally.count)"
      let bar = area.inset(top: line, left: width + 2, right: tail.count).line(0)
      StackedBar(Transition.allCases.map { .init(Double(span.tally[$0]), $0.style) })
        .draw(in: bar, on: &canvas)
      canvas.write(tail, row: line, column: area.width - tail.count, in: area, as: .muted)
    }
  }

  private func drawHard(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let hard = hardPrompts(of: state)
    let hasNone = WhyNone.secondAttempts(state.run) != nil
    let rescued = hard.rescued
    let share = Interval.wilson(successes: rescued, of: hard.count)
    let inside = Frame(
      title: [Span("persistent failures", .title)],
      note: hard.count == 0
        ? []
        : hasNone
          ? [Span("\(Figures.count(hard.count)) \(hard.count == 1 ? "prompt" : "prompts")", .text)]
          : [
            Span("\(rescued) of \(hard.count) rescued", .text),
            Span(
              share.map {
                ", \(Figures.share(Double(rescued) / Double(hard.count))) "
                  + Figures.interval($0.low, $0.high)
              } ?? "", .muted),
          ],
      footer: [Span("no first attempt solved it", .muted)],
      focus: state.place.pane == 1 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let chosen =
      hard.episodes.firstIndex { .row($0) == state.place.selection } ?? hard.count - 1
    let place =
      state.place.pane == 1
      ? SplitLayout.centred(chosen, count: hard.count, height: inside.height - 1) : nil
    let columns: [Table.Column] = [
      .init("step", .fixed(4), .trailing), .init("failed", .fixed(6), .trailing),
      .init("rescue", .fixed(8)), .init("prompt", .share()),
    ]
    let names = TaskNames.shortened(
      in: Table.Window(inside, columns: columns, count: hard.count, state: place)
    ) { hard[$0]?.task }
    let table = Table(
      columns, count: hard.count,
      emptyText: EmptyWords.hardPrompts(state.run)
    ) { row in
      guard let prompt = hard[row] else { return [] }
      return [
        [Span("\(prompt.step)", .muted)], [Span("\(prompt.failures)", .bad)],
        [
          prompt.isRescued
            ? Span("✓ \(prompt.rescues) of \(prompt.retries)", .good)
            : Span(
              prompt.retries > 0
                ? "✗ 0 of \(prompt.retries)"
                : hasNone || EmptyWords.isOver(state.run) ? "—" : "…",
              prompt.retries > 0 ? .bad : .muted)
        ], [Span(names[row] ?? prompt.task, .text)],
      ]
    }
    table.draw(in: inside, state: place, on: &canvas)
  }

  // MARK: - Keys

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    let isInPrompts = state.place.pane == 1
    switch action {
    case .move(.enter): return enter(state)
    case .move(.rows(let count)) where isInPrompts: return move(by: count, state)
    case .move(.halfPages(let count)) where isInPrompts:
      return move(by: count * max(1, state.screen.height / 2 - 2), state)
    case .move(.pages(let count)) where isInPrompts:
      return move(by: count * max(1, state.screen.height - 5), state)
    case .move(.first) where isInPrompts: return move(by: -1_000_000, state)
    case .move(.last) where isInPrompts: return move(by: 1_000_000, state)
    case .find(.openFilter): return [.say("nothing to filter here; Enter goes to the episodes")]
    default: return nil
    }
  }

  private func move(by count: Int, _ state: DashboardState) -> [Intent] {
    let rows = self.rows(of: state)
    guard rows.count > 0 else { return [] }
    let place = rows.place(of: state.place.selection)
    return [.select(row: rows.number(min(max(0, place + count), rows.count - 1)))]
  }

  /// From a span of steps to its episodes, from a prompt to its own.
  private func enter(_ state: DashboardState) -> [Intent] {
    guard state.place.pane == 0 else {
      guard let episode = episode(of: state), let record = state.run.episodes[episode] else {
        return []
      }
      var place = ViewPlace(at: episode)
      place.filter = "group:\(record.group)"
      return [.drill(into: .episodes, at: place)]
    }
    let spans = spans(of: state)
    guard let span = spans.first(where: { .row($0.first) == state.place.selection }) ?? spans.last
    else { return [] }
    let filter = "step>=\(span.first) step<=\(span.last)"
    return [.drill(into: .episodes, at: ViewPlace(filter: filter))]
  }
}
