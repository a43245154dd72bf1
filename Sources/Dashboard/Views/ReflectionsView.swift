import RLCore
import RunModel
import TerminalUI

extension ViewID {
  package static let reflections = ViewID("reflections")
}

/// Shows whether the reflections are true, new, and of any use.
struct ReflectionsView: DashboardView {
  let id = ViewID.reflections
  let question = "are the reflections true, new, and of use?"
  let panes = 2

  func rows(of state: DashboardState) -> Rows {
    EpisodesView.rows(of: state, filter: state.place.filter) { $0.reflection != nil }
  }

  func episode(of state: DashboardState) -> Int? {
    state.rows.selected(state.place.selection)
  }

  func takeaway(of state: DashboardState) -> Takeaway? {
    episode(of: state).flatMap { ReflectionDocument.takeaway($0, of: state) }
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let parts = parts(state, in: area)
    if let list = parts.list { drawList(state, in: list, on: &canvas) }
    if let detail = parts.detail { drawDetail(state, in: detail, on: &canvas) }
  }

  private func parts(
    _ state: DashboardState, in area: Rect
  ) -> (list: Rect?, detail: Rect?) {
    SplitLayout.parts(area, listWidth: 40, pane: state.place.pane)
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    SplitLayout.regions(parts(state, in: area), pane: state.place.pane)
  }

  // MARK: - List

  private func drawList(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let rows = state.rows
    let inside = Frame(
      title: [Span("reflections", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [Span(Figures.count(rows.count), .muted)],
      footer: [Span("⚠ not parsed · = said before", .muted)],
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let table = Table(
      [
        .init("step", .fixed(4), .trailing), .init("lift", .fixed(5)), .init("rules", .fixed(5)),
        .init("text", .share()),
      ], count: rows.count, emptyText: emptyText(state)
    ) { row in
      guard let record = state.run.episodes[rows.number(row)] else { return [] }
      return cells(record, state)
    }
    let place = rows.place(of: state.place.selection)
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        place, count: rows.count, height: inside.height - 1, top: state.place.top),
      on: &canvas)
  }

  private func emptyText(_ state: DashboardState) -> String {
    if !state.place.filter.isEmpty { return QueryNote.nothingFound(state) }
    return state.run.start?.algorithm == "rlvr"
      ? "RLVR writes no reflections." : "No reflection yet: the first step is running."
  }

  private func cells(_ record: EpisodeRecord, _ state: DashboardState) -> [[Span]] {
    let reflection = record.reflection
    let text = state.run.texts(of: record.id)?.reflection?.text
    return [
      [Span("\(record.step)", .muted)], [Self.sign(of: record)], [Self.rules(reflection)],
      (reflection?.parsed == false ? [Span("⚠ ", .warning)] : [])
        + (reflection?.isRepeated == true ? [Span("= ", .muted)] : [])
        + [Span(text ?? "in the log: Enter reads it", text == nil ? .muted : .text)],
    ]
  }

  /// Up if the second attempt was better, with its size.
  private static func sign(of record: EpisodeRecord) -> Span {
    guard let first = record.first?.reward, let second = record.second?.reward else {
      return Span("…", .muted)
    }
    let lift = second - first
    if lift > 0 { return Span("▲\(Figures.reward(lift))", .good) }
    if lift < 0 { return Span("▼\(Figures.reward(-lift))", .warning) }
    return Span("· 0", .muted)
  }

  private static func rules(_ reflection: EpisodeRecord.Reflection?) -> Span {
    guard let rules = reflection?.rules, rules.claims > 0 else {
      return Span(Figures.unknown, .muted)
    }
    let isTrue = rules.right == rules.claims
    return Span("\(isTrue ? "✓" : "✗")\(rules.right)/\(rules.claims)", isTrue ? .good : .bad)
  }

  // MARK: - Detail

  private func drawDetail(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let record = episode(of: state).flatMap { state.run.episodes[$0] }
    let inside = Frame(
      title: [
        Span(record?.reflection.map { "reflection #\($0.id)" } ?? "reflection", .title),
        Span(record.map { " episode \(Figures.count($0.id)), step \($0.step)" } ?? "", .muted),
      ],
      note: record.map { [Symbols.outcome(of: $0, threshold: state.run.threshold(of: $0))] } ?? [],
      focus: state.place.pane == 1 ? .focused : .unfocused
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard let record, let texts = state.texts(of: record.id), let reflection = texts.reflection
    else {
      Paragraph(
        record == nil
          ? "Here stand what the reflector saw, what it wrote, and what came of it."
          : "Reading this reflection from the log …", .muted
      ).draw(in: inside, on: &canvas)
      return
    }
    ScrolledText(story(record, texts, reflection, state), from: state.place.scroll)
      .draw(in: inside, on: &canvas)
  }

  /// From the first attempt to what the second made of the advice.
  private func story(
    _ record: EpisodeRecord, _ texts: EpisodeTexts, _ reflection: ReflectionRecord,
    _ state: DashboardState
  ) -> [Span] {
    let legend = state.run.start?.legend ?? []
    var spans = attempt(texts.first, "first attempt", .first)
    spans += heading("what the reflector saw", .muted)
    spans += [Span(reflection.saw + "\n\n", .text)]
    spans += memory(reflection, state)
    spans += heading("what it wrote", .reflection)
    spans += [
      Span(
        "by \(reflection.author) · \(reflection.tokens) tokens · log π "
          + "\(Figures.short(reflection.logProbability)) a token\n", .muted)
    ]
    spans += ReflectionWords.spans(reflection, legend: legend) + [Span("\n", .text)]
    spans += remarks(record, reflection) + [Span("\n", .text)]
    spans += heading("what the second attempt was told", .muted)
    spans += [
      Span(
        reflection.advice.isEmpty ? "nothing: no advice could be read" : reflection.advice,
        reflection.advice.isEmpty ? .warning : .text), Span("\n\n", .text),
    ]
    return spans + attempt(texts.second, "second attempt", .second)
  }

  private func heading(_ text: String, _ style: Style) -> [Span] {
    [Span(text + "\n", style.bold)]
  }

  private func attempt(_ attempt: AttemptRecord?, _ title: String, _ style: Style) -> [Span] {
    guard let attempt else { return [Span("\(title): still under way\n\n", .muted)] }
    let hasBoard = !attempt.board.isEmpty
    let moves = attempt.turns.filter { $0.outcome != .planned }
      .map { turn in
        turn.outcome == .invalid
          ? "?" : turn.action.map { Symbols.action($0, hasBoard: hasBoard) } ?? "?"
      }.joined(separator: hasBoard ? "" : " · ")
    return [
      Span(title, style.bold), Span(" r \(Figures.reward(attempt.reward)) ", style),
      Span(moves, style), Span(" ", .text),
      Symbols.ending(attempt.turns.last?.outcome, hasBoard: hasBoard),
      Span("\n\(attempt.feedback)\n\n", .muted),
    ]
  }

  /// The memory that it started from, and the words that changed.
  private func memory(_ reflection: ReflectionRecord, _ state: DashboardState) -> [Span] {
    guard let from = reflection.from else {
      return heading("memory", .memory) + [Span("it started from none\n\n", .muted)]
    }
    let heading = heading("memory #\(from), which it started from", .memory)
    guard let entry = state.run.memory[from], !entry.text.isEmpty else {
      return heading + [Span("its text is in the log\n\n", .muted)]
    }
    // What is kept is what was told, so these two are alike.
    let told = reflection.advice.isEmpty ? reflection.text : reflection.advice
    guard told != entry.text else {
      return heading + [Span(entry.text + "\n", .text), Span("told on word for word\n\n", .muted)]
    }
    let changed = WordDifference(from: entry.text, to: told)
    guard changed.isUseful else { return heading + [Span(entry.text + "\n\n", .text)] }
    return heading + changed.spans + [Span("\n\n", .text)]
  }

  private func remarks(_ record: EpisodeRecord, _ reflection: ReflectionRecord) -> [Span] {
    var spans: [Span] = []
    if let verdict = ReflectionWords.verdict(record.reflection?.rules) {
      spans += [verdict, Span("\n", .text)]
    }
    if !reflection.parsed { spans.append(Span("⚠ it could not be read as rules\n", .warning)) }
    if record.reflection?.isRepeated == true {
      spans.append(Span("= the same words as an earlier reflection\n", .warning))
    }
    return spans
  }

  func perform(_ action: Action, on state: inout DashboardState) -> [Command]? {
    guard action == .enter, state.place.pane == 1 else { return nil }
    guard let episode = episode(of: state) else { return nil }
    var place = ViewPlace()
    place.selection = .row(episode)
    place.pane = EpisodesView.Pane.pair.rawValue
    state.drill(into: .episodes, at: place)
    return []
  }
}
