import RunModel
import TerminalUI

/// The names of the numbers, each with its latest value.
struct ScalarList {
  let state: DashboardState
  let rows: Rows
  let focus: Bool

  func draw(in area: Rect, on canvas: inout Canvas) {
    let numbers = NumberList(run: state.run)
    let names = numbers.names
    let inside = Frame(
      title: [Span(numbers.isOwn ? "measures" : "scalars", .title)]
        + SplitLayout.filterNote(state.place.filter),
      note: [
        Span("\(Figures.count(names.count)) \(names.count == 1 ? "name" : "names")", .muted)
      ], footer: footer(state.run.scalars),
      focus: focus ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let table = Table(
      [
        .init("name", .share()), .init("latest", .fixed(10), .trailing),
        .init("step", .fixed(8), .trailing),
      ], count: rows.count, emptyText: emptyText
    ) { row in
      let number = rows.number(row)
      return names.indices.contains(number) ? cells(names[number], numbers) : []
    }
    let place = state.place.selection == .latest ? 0 : rows.place(of: state.place.selection)
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        place, count: rows.count, height: inside.height - 1, top: state.place.top),
      on: &canvas)
  }

  private func cells(_ name: String, _ numbers: NumberList) -> [[Span]] {
    let last = numbers.latest(named: name)
    return [
      MatchedText.spans(TextCleaner.clean(name), finding: state.place.filter),
      [Span(Figures.short(last?.value), .text)], [Span(last.map { "\($0.step)" } ?? "", .muted)],
    ]
  }

  /// What of the numbers does not show.
  private func footer(_ ledger: ScalarLedger) -> [Span] {
    var words: [String] = []
    if ledger.replaced > 0 {
      words.append(
        ledger.replaced == 1
          ? "1 value logged again: the later counts"
          : "\(Figures.count(ledger.replaced)) values logged again: the later count")
    }
    if ledger.thinned > 0 {
      words.append("\(Figures.count(ledger.thinned)) between others left out of curves")
    }
    if ledger.leftOut > 0 {
      words.append("\(Figures.count(ledger.leftOut)) of too many names left out")
    }
    return words.isEmpty ? [] : [Span(words.joined(separator: " · "), .muted)]
  }

  private var emptyText: String {
    state.place.filter.isEmpty
      ? "No number was measured: they come with the first step."
      : EmptyWords.noMatch(state, of: NumberList(run: state.run).names.count, "names")
  }
}
