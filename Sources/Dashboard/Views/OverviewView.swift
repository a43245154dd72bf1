import RunModel
import TerminalUI

extension ViewID {
  package static let overview = ViewID("overview")
}

/// Shows whether it learns, from what, and at what cost.
struct OverviewView: DashboardView {
  let id = ViewID.overview
  let question = "is it learning, from what, and at what cost?"
  let panes = 6

  /// In the order in which Tab visits them; a small screen shows only the one that has the keys.
  enum Pane: Int, CaseIterable {
    case success
    case pair
    case lift
    case cost
    case memory
    case reflections
  }

  let bindings = PlotKeys.bindings

  func charts(of state: DashboardState) -> [Chart] { [SuccessPanel.chart(state)] }

  func focusedChart(of state: DashboardState) -> Chart? { SuccessPanel.chart(state) }

  func episode(of state: DashboardState) -> Int? { Self.shownEpisode(state)?.id }

  func takeaway(of state: DashboardState) -> Takeaway? {
    switch Pane(rawValue: state.place.pane) ?? .success {
    case .success: state.values(of: SuccessPanel.chart(state))
    case .pair: episode(of: state).flatMap { EpisodeDocument.takeaway($0, of: state) }
    case .lift, .cost, .memory, .reflections: nil
    }
  }

  /// The latest pair of the cursor's step, or else of the latest step that has one with a
  /// reflection; of finished steps only, so that the boards hold still while a step runs.
  static func shownEpisode(_ state: DashboardState) -> EpisodeRecord? {
    let run = state.run
    if let written = writtenEpisode(state) { return written }
    if let step = state.place.cursor { return pair(ofStep: step, run) ?? run.episodes.last }
    // Of logs without reflections no step needs to be looked at.
    let hasReflections = run.totals().reflections.count > 0
    var latest: Int?
    for place in run.steps.indices.suffix(searched).reversed() {
      let step = run.steps[place]
      guard step.isClosed else { continue }
      latest = latest ?? step.step
      guard hasReflections else { break }
      guard step.reflections.count > 0, let record = pair(ofStep: step.step, run) else { continue }
      if record.reflection != nil { return record }
    }
    return latest.flatMap { pair(ofStep: $0, run) } ?? run.episodes.last
  }

  /// The episode that is being reflected on, for whoever follows the run and points at no step.
  private static func writtenEpisode(_ state: DashboardState) -> EpisodeRecord? {
    guard !state.isLookingBack, state.place.cursor == nil, let writing = state.open.writing,
      let record = state.run.episodes[writing.episode], record.reflection == nil
    else { return nil }
    return record
  }

  /// Steps that are looked through for a pair; a screen asks at every picture.
  private static let searched = 200

  private static func pair(ofStep step: Int, _ run: RunState) -> EpisodeRecord? {
    let places = run.episodes.places(ofStep: step)
    // Trainers without second attempts have thousands of episodes a step.
    guard let index = run.steps.lastIndex(upTo: step), case let record = run.steps[index],
      record.step == step, record.reflections.count + record.second.count > 0
    else { return places.last.map { run.episodes.records[$0] } }
    let records = places.map { run.episodes.records[$0] }
    let tried = records.filter { $0.second != nil && $0.reflection != nil }
    return tried.last { $0.outcome(threshold: run.threshold(of: $0)) == .fixed }
      ?? tried.last ?? records.last { $0.second != nil } ?? records.last
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    for (pane, place) in layout(area, state) {
      draw(pane, state, in: place, on: &canvas)
    }
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    layout(area, state).map { pane, place in
      pane == .success
        ? Region(
          place, pane: pane.rawValue,
          .plot(SuccessPanel(state: state).plot))
        : Region(place, pane: pane.rawValue, .text)
    }
  }

  private func layout(_ area: Rect, _ state: DashboardState) -> [(Pane, Rect)] {
    let focused = Pane(rawValue: state.place.pane) ?? .success
    guard area.width >= 72, area.height >= 18, !state.place.isEnlarged else {
      return [(focused, area)]
    }
    let pair = shownPair(state).map { $0.leastHeight(width: area.width - 4) + 3 }
    return area.width >= 120 && area.height >= 30
      ? wide(area, pair: pair) : compact(area, focused, pair: pair)
  }

  /// `pair` is the number of rows that the boards of the pair take with what stands around them.
  private func wide(_ area: Rect, pair: Int?) -> [(Pane, Rect)] {
    let sides = area.columns(.share(11), .share(10))
    let left = sides[0].rows(.share(), .fixed(9))
    let below = left[1].columns(.share(), .share())
    let pairHeight = min(sides[1].height - 15, max(12, pair ?? 0))
    let right = sides[1].rows(.fixed(pairHeight), .fixed(6), .share())
    return [
      (.success, left[0]), (.lift, below[0]), (.cost, below[1]), (.pair, right[0]),
      (.memory, right[1]), (.reflections, right[2]),
    ]
  }

  /// The pair has the full width, because the reflection stands between its boards.
  private func compact(_ area: Rect, _ focused: Pane, pair: Int?) -> [(Pane, Rect)] {
    let rows = area.rows(.share(), .fixed(min(max(11, pair ?? 0), area.height - 9)))
    let above = rows[0].columns(.share(17), .share(10))
    let corner = above[1].rows(.fixed(6), .share())
    let shown: [Pane] = [.success, .lift, .pair]
    let last = shown.contains(focused) ? Pane.memory : focused
    return [(.success, above[0]), (.lift, corner[0]), (last, corner[1]), (.pair, rows[1])]
  }

  private func draw(
    _ pane: Pane, _ state: DashboardState, in area: Rect, on canvas: inout Canvas
  ) {
    let focus: Focus = state.place.pane == pane.rawValue ? .focused : .unfocused
    switch pane {
    case .success: SuccessPanel(state: state).draw(in: area, focus: focus, on: &canvas)
    case .pair: drawPair(state, in: area, focus: focus, on: &canvas)
    case .lift: LiftPanel(run: state.run).draw(in: area, focus: focus, on: &canvas)
    case .cost: CostPanel(run: state.run).draw(in: area, focus: focus, on: &canvas)
    case .memory: MemoryPanel(run: state.run).draw(in: area, focus: focus, on: &canvas)
    case .reflections:
      ReflectionQualityPanel(run: state.run, alarms: state.alarms)
        .draw(in: area, focus: focus, on: &canvas)
    }
  }

  private func drawPair(
    _ state: DashboardState, in area: Rect, focus: Focus, on canvas: inout Canvas
  ) {
    let record = Self.shownEpisode(state)
    var title = [Span("latest pair", .title)]
    var note: [Span] = []
    if let record {
      title = [
        Span("episode \(Figures.count(record.id))", .title), Span(" step \(record.step)", .muted),
      ]
      note = [Symbols.outcome(of: record, in: state.run)]
    }
    let inside = Frame(title: title, note: note, focus: focus).draw(in: area, on: &canvas)
    guard let pair = shownPair(state) else {
      Paragraph(EmptyWords.episode(state.run), .muted).draw(in: inside, on: &canvas)
      return
    }
    pair.draw(in: inside.inset(left: 1, bottom: 1, right: 1), on: &canvas)
    canvas.write(
      LegendLine.spans(state.run.start?.legend ?? []), row: inside.height - 1,
      in: inside.inset(left: 1))
  }

  private func shownPair(_ state: DashboardState) -> PairPanel? {
    Self.shownEpisode(state).map { record in
      PairPanel(
        record: record, texts: state.texts(of: record.id), legend: state.run.start?.legend ?? [],
        threshold: state.run.threshold(of: record), turns: state.place.turn,
        emptyText: "the words of this episode are read from the log",
        writing: state.writing(on: record.id), whyAlone: WhyNone.secondAttempts(state.run),
        isOver: EmptyWords.isOver(state.run))
    }
  }

  // MARK: - Keys

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    let isInPlot = state.place.pane == Pane.success.rawValue
    switch action {
    case .move(.sideways(let steps)): return moveCursor(by: steps, state)
    case .move(.rows(let steps)) where isInPlot: return moveCursor(by: steps, state)
    case .move(.pages(let pages)) where isInPlot, .move(.halfPages(let pages)) where isInPlot:
      return moveCursor(by: pages * 10, state)
    case .move(.first): return [.moveCursorToEnd(first: true)]
    case .move(.last): return [.moveCursorToEnd(first: false)]
    case .move(.enter): return enter(state)
    case .replay(.turns(let turns)): return [.replay(turns: turns)]
    case .find(.nextMatch), .find(.previousMatch), .find(.openFilter):
      return [.say("filters are in the lists: 2 episodes, 3 reflections, 4 memory, 7 log")]
    default: return nil
    }
  }

  private func moveCursor(by count: Int, _ state: DashboardState) -> [Intent] {
    var place = state.place
    place.pane = Pane.success.rawValue
    return [.place(place), .moveCursor(by: count)]
  }

  private func enter(_ state: DashboardState) -> [Intent] {
    switch Pane(rawValue: state.place.pane) ?? .success {
    case .success: return [.drillIntoStep]
    case .pair:
      guard let record = Self.shownEpisode(state) else {
        return [.say("no episode to go into yet")]
      }
      return [.drill(into: .episodes, at: ViewPlace(at: record.id))]
    case .memory:
      let first = MemoryPanel.shown(state.run).first
      let place = first.flatMap { entry in
        state.run.memory.entries.lastIndex { $0.id == entry.id }
      }
      return [.drill(into: .memory, at: place.map { ViewPlace(at: $0) } ?? ViewPlace())]
    case .reflections: return [.drill(into: .reflections, at: ViewPlace())]
    case .lift:
      // Whoever asks what a lift is made of looks for the reflections that did not help.
      let step = state.place.cursor.map { "step:\($0) " } ?? ""
      return [.drill(into: .reflections, at: ViewPlace(filter: step + "lift<=0"))]
    case .cost: return [.drill(into: .diagnostics, at: ViewPlace())]
    }
  }
}
