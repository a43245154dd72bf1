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
  /// The list, the selected one in full, and the metrics.
  let panes = 3

  let bindings: [KeyBinding<Action>] = [
    KeyBinding(
      [.character("s")], "sort", .find(.nextSort), "sort by the next column", hint: "sort",
      group: "Reflections"),
    KeyBinding(
      [.character("S")], "reverse", .find(.reverseSort), "sort the other way round",
      group: "Reflections"),
  ]

  func rows(of state: DashboardState) -> Rows { ReflectionList.rows(of: state) }

  func episode(of state: DashboardState) -> Int? {
    selectedRow(of: state)
  }

  func takeaway(of state: DashboardState) -> Takeaway? {
    episode(of: state).flatMap { ReflectionDocument.takeaway($0, of: state) }
  }

  // MARK: - Layout

  /// Where the parts of the view lie; those that are not there do not show.
  private struct Layout {
    var verdict: Rect
    var list: Rect?
    var metrics: Rect?
    var detail: Rect?
  }

  private func layout(_ state: DashboardState, in area: Rect) -> Layout {
    let words = VerdictLine(run: state.run)
    let top = area.height >= 14 ? words.height(width: area.width - 2, limit: 3) : 0
    let verdict = area.inset(left: 1, right: 1).rows(.fixed(top))[0]
    let pane = state.place.pane
    let parts = SplitLayout.parts(area.inset(top: top), listWidth: 40, pane: pane)
    var layout = Layout(verdict: verdict, list: parts.list)
    guard let side = parts.detail else { return layout }
    // Where there is room the metrics stand above the reflection, else in its place.
    if side.height >= 34, side.width >= 60 {
      let wanted = min(MetricsPanel.shown(state.run).count + 14, side.height - 14)
      let halves = side.rows(.fixed(max(8, wanted)), .share())
      (layout.metrics, layout.detail) = (halves[0], halves[1])
    } else if pane == 2 {
      layout.metrics = side
    } else {
      layout.detail = side
    }
    return layout
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let layout = layout(state, in: area)
    VerdictLine(run: state.run).draw(in: layout.verdict, on: &canvas)
    if let list = layout.list {
      ReflectionList(state: state, rows: shownRows(of: state)).draw(in: list, on: &canvas)
    }
    if let metrics = layout.metrics {
      MetricsPanel(state: state).draw(
        in: metrics, focus: state.place.pane == 2 ? .focused : .unfocused, on: &canvas)
    }
    if let detail = layout.detail { drawDetail(state, in: detail, on: &canvas) }
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    let layout = layout(state, in: area)
    return [
      layout.list.map { Region($0, pane: 0, .list) },
      layout.detail.map { Region($0, pane: 1, .text) },
      layout.metrics.map { Region($0, pane: 2, .text) },
    ].compactMap { $0 }
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
    let scroll = state.place.pane == 2 ? 0 : state.place.scroll
    ScrolledText(story(record, texts, reflection, state), from: scroll)
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
    spans += [Span(reflection.prompt + "\n\n", .text)]
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
    if let leaks = record.reflection?.claims?.leaks, !leaks.isEmpty {
      spans.append(
        Span("! about this very task: \(leaks.all.map(\.rawValue).joined(separator: ", "))\n", .bad)
      )
    }
    if let claims = record.reflection?.claims, claims.checkable > 0 {
      spans.append(
        Span("\(claims.shown) of \(claims.checkable) claims shown by the first attempt", .muted))
      if claims.facts > 0 {
        spans.append(Span(" · \(claims.found) of \(claims.facts) rules found", .muted))
      }
      spans.append(Span("\n", .text))
    }
    if let novelty = record.reflection?.novelty {
      let nearest = record.reflection?.nearest.map { ", nearest #\($0)" } ?? ""
      spans.append(Span("novelty \(Figures.share(novelty))\(nearest)\n", .muted))
    }
    if let change = record.change {
      let place = change.divergence.map { "first other move \($0)" } ?? "the same moves"
      spans.append(
        Span("retry: \(place), \(Figures.percent(change.distance)) of the moves changed\n", .muted))
    }
    if record.reflection?.isRepeated == true {
      spans.append(Span("= the same words as an earlier reflection\n", .warning))
    }
    return spans
  }

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    var place = state.place
    switch action {
    case .find(.nextSort):
      place.sort = (place.sort + 1) % ReflectionSort.allCases.count
      let sort = ReflectionSort(rawValue: place.sort) ?? .step
      return [.place(place), .say("sorted by \(sort.title)")]
    case .find(.reverseSort):
      place.isReversed.toggle()
      return [.place(place)]
    case .move(.sideways(let count)) where place.pane == 2: return moveCursor(by: count, state)
    case .move(.enter) where place.pane == 2:
      let filter = place.cursor.map { "step:\($0)" } ?? ""
      return [.drill(into: .episodes, at: ViewPlace(filter: filter))]
    case .move(.enter) where place.pane == 1:
      guard let episode = episode(of: state) else { return nil }
      var pair = ViewPlace(at: episode)
      pair.pane = EpisodesView.Pane.pair.rawValue
      return [.drill(into: .episodes, at: pair)]
    default: return nil
    }
  }

  /// Along the curves, whose step Enter goes to.
  private func moveCursor(by count: Int, _ state: DashboardState) -> [Intent] {
    let steps = state.run.steps
    guard let last = steps.last else { return [] }
    var place = state.place
    let index = steps.lastIndex { $0.step <= place.cursor ?? last.step } ?? 0
    place.cursor = steps[min(max(0, index + count), steps.count - 1)].step
    return [.place(place)]
  }
}
