import RLCore
import RunModel
import TerminalUI

/// An episode as a pair: first attempt, the reflection, second attempt.
struct PairPanel {
  let record: EpisodeRecord
  let texts: EpisodeTexts?
  let legend: [LegendEntry]
  /// τ when the episode was played.
  let threshold: Double
  var turns: Int?
  /// Said instead of a pair when there are no words (yet).
  let emptyText: String
  var reading = ReflectionReading()
  /// Whether each attempt says what it was told in the end.
  var showsFeedback = false
  /// The words so far of a reflection that is being written on the episode.
  var writing: String?
  /// Why there never is a second attempt; `nil` where there may be.
  var whyAlone: String?
  /// Whether the run is over, so that nothing is to come.
  var isOver = false
  /// The right answer, where another attempt at the task has given it.
  var expected: String?

  private var first: AttemptPanel? {
    texts?.first.map {
      AttemptPanel(
        title: "first", style: .first, attempt: $0, legend: legend, turns: turns,
        divergence: divergence, showsFeedback: showsFeedback)
    }
  }

  private var second: AttemptPanel? {
    texts?.second.map {
      AttemptPanel(
        title: "second", style: .second, attempt: $0, legend: legend, turns: turns,
        ghost: isOnSibling
          ? nil : texts?.first.flatMap { BoardPicture.position(in: $0, after: turns) },
        divergence: divergence, followed: route?.followed ?? 0, showsFeedback: showsFeedback)
    }
  }

  /// Whether the second attempt was made at another task, so that moves and places do not compare.
  private var isOnSibling: Bool {
    guard let first = texts?.first, let second = texts?.second else { return false }
    return first.task != second.task
  }

  private static let gap = 2
  /// A reflection narrower than this is read better below the boards.
  private static let narrowestReflection = 14

  /// Rows that the two boards take.
  private func boardsHeight(_ width: Int) -> Int {
    let isBeside = betweenBoards(width) >= Self.narrowestReflection
    let room = isBeside ? side(width) : (width - 1) / 2
    return max(first?.height(in: room) ?? 3, second?.height(in: room) ?? 3)
  }

  /// The columns of each attempt: as many as its moves and its feedback want, as long as the
  /// reflection keeps enough to be read.
  private func side(_ width: Int) -> Int {
    let least = max(first?.width ?? 0, second?.width ?? AttemptPanel.narrowest)
    // What the reflector saw is longer than any of them.
    guard reading.text == .words else { return least }
    let wanted = max(first?.naturalWidth ?? 0, second?.naturalWidth ?? 0)
    let reflection =
      texts?.reflection == nil && writing == nil
      ? Self.narrowestReflection : max(Self.readableReflection, width * 2 / 5)
    return max(least, min(wanted, (width - 2 * Self.gap - reflection) / 2))
  }

  /// A reflection this wide reads as text does.
  private static let readableReflection = 28

  private func betweenBoards(_ width: Int) -> Int { width - 2 * side(width) - 2 * Self.gap }

  /// Rows that all of it takes at a width.
  func height(width: Int, for glyphs: GlyphSet) -> Int {
    let between = betweenBoards(width)
    let isBeside = between >= Self.narrowestReflection
    let room = isBeside ? between : width
    let underWay = writing.map { Paragraph(words(of: $0)).lineCount(width: room, for: glyphs) }
    let text =
      underWay ?? texts?.reflection.map { reflection in
        Paragraph(words(reflection)).lineCount(width: room, for: glyphs)
          + (remarks.map { Paragraph($0).lineCount(width: room, for: glyphs) + 1 } ?? 0)
      } ?? 1
    let boards = boardsHeight(width)
    return (isBeside ? max(boards, text) : boards + 1 + text) + questionHeight(width)
  }

  /// Rows without which the attempts are not whole; a reflection can be read elsewhere.
  func leastHeight(width: Int) -> Int { boardsHeight(width) + questionHeight(width) }

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard let first else {
      Paragraph(emptyText, .muted).draw(in: area, on: &canvas)
      return
    }
    var used = 0
    for line in question {
      let rows = area.inset(top: used).rows(.fixed(Self.questionLines(line, area.width)))
      used += Paragraph(line).draw(in: rows[0], marksCut: true, on: &canvas).lines
    }
    let field = area.inset(top: used)
    let side = side(field.width)
    let boardsHeight = boardsHeight(field.width)
    let between = betweenBoards(field.width)
    if between >= Self.narrowestReflection {
      let parts = field.columns(
        .fixed(side), .fixed(between), .fixed(side), gap: Self.gap)
      first.draw(in: parts[0], on: &canvas)
      drawReflection(in: parts[1], on: &canvas)
      drawSecond(in: parts[2], on: &canvas)
    } else {
      let gap = field.height > boardsHeight + 1 ? 1 : 0
      let rows = field.rows(.fixed(min(boardsHeight, field.height)), .share(), gap: gap)
      let sides = rows[0].columns(.share(), .share(), gap: 1)
      first.draw(in: sides[0], on: &canvas)
      drawSecond(in: sides[1], on: &canvas)
      drawReflection(in: rows[1], on: &canvas)
    }
  }

  private func drawSecond(in area: Rect, on canvas: inout Canvas) {
    if let second {
      second.draw(in: area, on: &canvas)
    } else {
      canvas.write("second", in: area, as: .muted)
      Paragraph(whyNoSecond, .muted).draw(in: area.inset(top: 1), on: &canvas)
    }
  }

  private var whyNoSecond: String {
    if let whyAlone { return "none: \(whyAlone)" }
    if record.first?.reward ?? -.infinity >= threshold, record.reflection == nil {
      return "none: the first attempt solved it"
    }
    if isOver { return record.reflection == nil ? "not reflected on" : "none in this log" }
    return record.reflection == nil ? "not reflected on yet" : "still under way"
  }

  /// What is being written, behind which more will come.
  private func words(of writing: String) -> [Span] {
    [
      Span("reflection", Style.reflection.bold), Span(" is being written\n", .muted),
      Span(writing, .reflection), Span(" …", .muted),
    ]
  }

  private func drawReflection(in area: Rect, on canvas: inout Canvas) {
    if let writing {
      // The end of what is written is what moves.
      let paragraph = Paragraph(words(of: writing))
      let hidden = paragraph.lineCount(width: area.width, for: canvas.glyphs) - area.height
      guard hidden > 0 else {
        paragraph.draw(in: area, on: &canvas)
        return
      }
      Paragraph([Span(writing, .reflection), Span(" …", .muted)])
        .draw(in: area, from: hidden, on: &canvas)
      return
    }
    guard let reflection = texts?.reflection else {
      let words =
        texts?.second == nil
        ? "no reflection" : "no reflection: the second attempt was told the raw history"
      Paragraph([Span(words, .muted)] + (retries.map { [Span("\n")] + $0 } ?? []))
        .draw(in: area, on: &canvas)
      return
    }
    let used = Paragraph(words(reflection)).draw(in: area, marksCut: true, on: &canvas)
    if let remarks {
      let paragraph = Paragraph(remarks)
      let lines = paragraph.lineCount(width: area.width, for: canvas.glyphs)
      let gap = used.lines + lines < area.height ? 1 : 0
      paragraph.draw(in: area.inset(top: used.lines + gap), marksCut: true, on: &canvas)
    }
  }

  // MARK: - A task without a board

  private func questionHeight(_ width: Int) -> Int {
    question.reduce(0) { $0 + Self.questionLines($1, width) }
  }

  private static func questionLines(_ line: [Span], _ width: Int) -> Int {
    min(2, Paragraph(line).lineCount(width: max(1, width)))
  }

  /// The question and the answers that were given, where a task is asked in words.
  private var question: [[Span]] {
    guard let first = texts?.first, first.board.isEmpty, let asked = first.turns.first?.observation
    else { return [] }
    // Where nobody read answers out of the texts, as in logs of others, there are the texts alone.
    guard AttemptTrace(first.turns).hasMoves else {
      return record.task.isEmpty
        ? [] : [[Span("task ", .muted), Span(record.task, Style.text.bold)]]
    }
    let end = asked.firstIndex { ".?!\n".contains($0) }
    let sentence = end.map { String(asked[...$0]) } ?? asked
    let right =
      expected
      ?? [texts?.first, texts?.second].compactMap { $0 }
      .first { $0.turns.last?.outcome == .solved }.flatMap(Self.answer)
    var given = [
      Span("right: ", .muted), Span(right ?? "not in this log", right == nil ? .muted : .good),
      Span(" · ", .muted),
    ]
    given += answer(of: first, "first", .first)
    if let second = texts?.second {
      given += [Span(" · ", .muted)] + answer(of: second, "second", .second)
    }
    return [[Span("question ", .muted), Span(sentence, Style.text.bold)], given]
  }

  private func answer(of attempt: AttemptRecord, _ name: String, _ style: Style) -> [Span] {
    let sign: Sign = attempt.turns.last?.outcome == .solved ? .succeeded : .failed
    return [
      Span("\(name) ", .muted), Span(Self.answer(attempt) ?? "nothing", style),
      Span(" \(sign.symbol)", sign.style),
    ]
  }

  /// What an attempt ended on, without the word that says what kind of act it was.
  static func answer(_ attempt: AttemptRecord) -> String? {
    guard let act = attempt.acts.last?.action else { return nil }
    let words = act.split(separator: ":", maxSplits: 1)
    return words.count > 1 ? String(words[1].drop { $0 == " " }) : act
  }

  private func words(_ reflection: ReflectionRecord) -> [Span] {
    heading(reflection) + [Span("\n", .text)] + reading.spans(of: reflection, legend: legend)
  }

  private func heading(_ reflection: ReflectionRecord) -> [Span] {
    var spans = [Span("reflection", Style.reflection.bold), Span(" #\(reflection.id)", .muted)]
    if !reflection.parsed { spans.append(Span(" \(Sign.unreadable.symbol) not parsed", .warning)) }
    // Beside its number, so that they are not taken for marks of the memory.
    spans += MarkSigns.words(record.reflection?.meaning?.marks)
    if let from = reflection.from { spans.append(Span(" from memory #\(from)", .memory)) }
    return spans
  }

  /// The place among the moves of the first that the second attempt made otherwise.
  private var divergence: Int? {
    guard let first = texts?.first, let second = texts?.second, !isOnSibling else { return nil }
    return zip(first.acts, second.acts).enumerated()
      .first { $1.0.action != $1.1.action || $1.0.outcome.isRead != $1.1.outcome.isRead }?.offset
  }

  /// That the second attempt is one of several, and what they earned together.
  private var retries: [Span]? {
    let count = record.retries.count
    guard count > 1, texts?.second != nil else { return nil }
    return [
      Span("retry 1 of \(count) · mean ", .muted),
      Span(Figures.reward(record.second?.reward), .second),
    ]
  }

  /// What came of the reflection: where the second attempt differs, and how far it follows.
  private var remarks: [Span]? {
    guard let difference else { return nil }
    return difference + (route.map { [Span("\n", .text)] + words(of: $0) } ?? [])
  }

  /// The route that the reflection gave, and how many of its moves were made by a second attempt
  /// that was told it.
  private var route: (given: Route, followed: Int)? {
    guard let reflection = texts?.reflection, let second = texts?.second,
      second.reflection ?? reflection.id == reflection.id, let route = Route(reflection)
    else { return nil }
    return (route, route.followed(by: second.acts))
  }

  /// Such as "follows the route for (4) of 6 moves".
  private func words(of route: (given: Route, followed: Int)) -> [Span] {
    let (count, arrows) = (route.given.moves.count, route.given.moves.map(Symbols.arrow))
    return [
      Span("follows the route for ", .muted),
      Span("\(route.followed) of \(count)", route.followed == count ? .good : .warning),
      Span(" \(count == 1 ? "move" : "moves"): ", .muted),
      Span("(\(String(arrows.prefix(route.followed))))", Style.second.underlined),
      Span(String(arrows.dropFirst(route.followed)), .muted),
    ]
  }

  /// What became of the first attempt's moves, below what the second attempt was told.
  private var difference: [Span]? {
    let parts = [retries, moves].compactMap { $0 }
    return parts.isEmpty ? nil : Array(parts.joined(separator: [Span("\n")]))
  }

  private var moves: [Span]? {
    guard let first = texts?.first, let second = texts?.second else { return nil }
    if isOnSibling { return [Span("tried again on another task of the same rules", .muted)] }
    // Turns that nobody read as moves cannot be the same ones.
    guard AttemptTrace(first.turns).hasMoves || AttemptTrace(second.turns).hasMoves else {
      return nil
    }
    guard let place = divergence else {
      let isSame = first.acts.count == second.acts.count
      return [Span(isSame ? "the very same moves" : "the same moves, then longer", .muted)]
    }
    let hasBoard = !first.board.isEmpty
    func name(_ turn: Turn) -> String {
      turn.action.map { Symbols.action($0, hasBoard: hasBoard) } ?? "?"
    }
    return [
      Span("differs at \(hasBoard ? "move" : "turn") \(place + 1): ", .muted),
      Span(name(first.acts[place]), .first), Span(" became ", .muted),
      Span(name(second.acts[place]), .second),
    ]
  }
}

extension AttemptRecord {
  /// The turns that the world saw.
  var acts: [Turn] { turns.filter { $0.outcome != .planned } }
}

extension TurnOutcome {
  /// Whether the text named an action.
  fileprivate var isRead: Bool { self != .invalid }
}
