import Basics
import RunModel
import TerminalUI

/// The selected episode: the pair, its transcript, the tokens of a turn.
extension EpisodesView {
  func drawDetail(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let record = episode(of: state).flatMap { state.run.episodes[$0] }
    let frame = Frame(
      title: record.map { Self.title($0, room: area.width) } ?? [Span("episode", .title)],
      note: record.map { area.width >= 76 ? Self.siblings(of: $0, state.run) : [] } ?? [],
      footer: record.map { Self.marks(of: $0, state.open.marks) } ?? [],
      focus: state.place.pane > 0 ? .focused : .unfocused)
    let inside = frame.draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard let record else {
      Paragraph(emptyText(state), .muted).draw(in: inside, on: &canvas)
      return
    }
    let texts = state.texts(of: record.id)
    let pair = PairPanel(
      record: record, texts: texts, legend: state.run.start?.legend ?? [],
      threshold: state.run.threshold(of: record), turns: state.place.turn,
      emptyText: Self.missing(record, state),
      reading: state.reading(of: record), showsFeedback: true,
      writing: state.writing(on: record.id), whyAlone: WhyNone.secondAttempts(state.run),
      isOver: EmptyWords.isOver(state.run),
      expected: state.expectedAnswer(to: record))
    let boards = min(inside.height, pair.height(width: inside.width, for: canvas.glyphs))
    // Where both have no room, each has the place to itself.
    let isTight = inside.height < boards + 7
    guard state.place.pane < Pane.transcript.rawValue || !isTight else {
      if let texts { drawText(texts, state, in: inside, on: &canvas) }
      return
    }
    let isAlone = isTight && state.place.pane == Pane.pair.rawValue
    let hasLegend = texts.map { hasLegendLine($0, state, inside.width) } ?? false
    let lines = inside.height >= 6 ? (hasLegend && inside.height >= boards + 4 ? 2 : 1) : 0
    let rows = inside.rows(
      .fixed(isAlone ? inside.height - lines : boards), .fixed(lines), .share())
    pair.draw(in: rows[0], on: &canvas)
    guard let texts else { return }
    drawScrubber(texts, state, in: rows[1], on: &canvas)
    drawText(texts, state, in: rows[2], on: &canvas)
  }

  /// The scrubber, and where there is room beside it what the symbols of the board mean.
  private func drawScrubber(
    _ texts: EpisodeTexts, _ state: DashboardState, in area: Rect, on canvas: inout Canvas
  ) {
    Scrubber(
      texts: texts, turn: state.place.turn, isPlaying: state.place.isPlaying,
      speed: state.replay.speed
    ).draw(in: area, on: &canvas)
    let legend = LegendLine.spans(state.run.start?.legend ?? [])
    // Below it where both have no room in one line.
    canvas.write(
      legend, row: hasLegendLine(texts, state, area.width) ? 1 : 0, in: area,
      aligned: hasLegendLine(texts, state, area.width) ? .leading : .trailing)
  }

  /// Whether what the letters mean needs a line of its own.
  private func hasLegendLine(
    _ texts: EpisodeTexts, _ state: DashboardState, _ width: Int
  ) -> Bool {
    let legend = LegendLine.spans(state.run.start?.legend ?? [])
    let needed = legend.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
    return width < 2 * texts.turnCount + 42 + needed
  }

  private static func missing(_ record: EpisodeRecord, _ state: DashboardState) -> String {
    record.offsets.isEmpty
      ? "The words of this episode are no longer kept, and its log is not at hand."
      : "Reading this episode's words from the log …"
  }

  /// Which episode it is; of a long name of its task both ends, since names begin alike.
  private static func title(_ record: EpisodeRecord, room: Int) -> [Span] {
    let number = "episode \(Figures.count(record.id))"
    let step = " step \(record.step) · "
    // A note about the group stands beside it where there is room for both.
    let taken = number.count + step.count + (room >= 76 ? 34 : 6)
    let task = TellingApart.shortened([record.task], to: max(8, room - taken))[0]
    return [Span(number, .title), Span(step + task, .muted)]
  }

  /// What people put on it: the note of a bookmark, and what was tried.
  private static func marks(of record: EpisodeRecord, _ marks: EpisodeMarks) -> [Span] {
    let note = marks.bookmarks[record.id].map {
      "\(Sign.bookmark.symbol) " + ($0.isEmpty ? "bookmark" : $0)
    }
    let tries = marks.tries[record.id].map { "\(Sign.tried.symbol) tried \($0.count) ×, T opens" }
    let words = [note, tries].compactMap { $0 }.joined(separator: " · ")
    return words.isEmpty ? [] : [Span(words, .accent)]
  }

  /// How the whole group fared, since one rollout says little.
  private static func siblings(of record: EpisodeRecord, _ run: RunState) -> [Span] {
    let group = run.episodes.places(ofStep: record.step).map { run.episodes.records[$0] }
      .filter { $0.group == record.group }
    let failed = group.count { ($0.first?.reward ?? 0) < run.threshold(of: record) }
    return [Span("group \(record.group): \(failed) of \(group.count) failed", .muted)]
  }

  private func drawText(
    _ texts: EpisodeTexts, _ state: DashboardState, in area: Rect, on canvas: inout Canvas
  ) {
    let part = texts.part(at: state.place.part)
    if state.place.pane == Pane.tokens.rawValue, let part {
      TokenPanel(
        part: part, text: texts.text(of: part), tokens: texts.tokens(of: part),
        cursor: state.place.token
      ).draw(in: area, on: &canvas)
    } else {
      TranscriptPanel(
        texts: texts, selected: follows(state) ? part : nil,
        isLockStep: state.place.pane != Pane.transcript.rawValue,
        scroll: state.place.scroll, patterns: state.patterns
      ).draw(in: area, on: &canvas)
    }
  }

  /// Whether the transcript stands at the part that is gone into, or that a replay is at.
  private func follows(_ state: DashboardState) -> Bool {
    state.place.pane == Pane.transcript.rawValue || state.place.turn != nil
  }

  // MARK: - Keys

  /// What keys mean in the transcript and among the tokens.
  func intentsInside(_ action: Action, in state: DashboardState) -> [Intent]? {
    guard let pane = Pane(rawValue: state.place.pane), pane == .transcript || pane == .tokens,
      let episode = episode(of: state), let texts = state.texts(of: episode)
    else { return nil }
    let place = state.place
    switch (pane, action) {
    case (_, .replay(.turns(let count))), (.transcript, .move(.rows(let count))),
      (.transcript, .move(.sideways(let count))):
      return [part(place.part + count, of: texts, place)]
    case (.transcript, .move(.first)): return [part(0, of: texts, place)]
    case (.transcript, .move(.last)): return [part(.max, of: texts, place)]
    case (.transcript, .find(.nextMatch)): return match(after: texts, by: 1, state)
    case (.transcript, .find(.previousMatch)): return match(after: texts, by: -1, state)
    case (.transcript, .move(.enter)):
      var beginning = place
      beginning.token = 0
      return [.place(beginning), .pane(Pane.tokens.rawValue)]
    case (.tokens, .move(.rows(let count))), (.tokens, .move(.sideways(let count))):
      return token(place.token + count, of: texts, place)
    case (.tokens, .move(.halfPages(let pages))), (.tokens, .move(.pages(let pages))):
      return token(place.token + pages * 10, of: texts, place)
    case (.tokens, .move(.first)): return token(0, of: texts, place)
    case (.tokens, .move(.last)): return token(.max, of: texts, place)
    case (.tokens, .move(.enter)): return [.say("this is the innermost layer")]
    default: return nil
    }
  }

  /// The next turn in which something that is looked for stands; `nil` if there is none.
  private func match(
    after texts: EpisodeTexts, by step: Int, _ state: DashboardState
  ) -> [Intent]? {
    let patterns = state.patterns
    guard !patterns.isEmpty else { return nil }
    let parts = texts.parts
    let matching = Set(
      EpisodeWords.sections(texts).filter { section in
        patterns.contains { pattern in section.spans.contains { pattern.matches($0.text) } }
      }.compactMap(\.part))
    var place = state.place.part + step
    while parts.indices.contains(place) {
      if matching.contains(parts[place]) { return [part(place, of: texts, state.place)] }
      place += step
    }
    return nil
  }

  private func part(_ part: Int, of texts: EpisodeTexts, _ place: ViewPlace) -> Intent {
    var place = place
    place.part = min(max(0, part), max(0, texts.parts.count - 1))
    // The boards show what the transcript is at.
    place.turn = texts.part(at: place.part).flatMap { texts.turns(showing: $0) }
    place.isPlaying = false
    place.scroll = 0
    place.token = 0
    return .place(place)
  }

  private func token(_ token: Int, of texts: EpisodeTexts, _ place: ViewPlace) -> [Intent] {
    guard let part = texts.part(at: place.part) else { return [] }
    let count = texts.tokens(of: part)?.count ?? 0
    var place = place
    place.token = min(max(0, token), max(0, count - 1))
    return [.place(place)]
  }
}
