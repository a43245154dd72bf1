import RLCore
import RunModel
import TerminalUI

/// One attempt: its reward, its board, its moves.
struct AttemptPanel {
  let title: String
  let style: Style
  let attempt: AttemptRecord
  let legend: [LegendEntry]
  /// Turns played in the replay; `nil` for all.
  var turns: Int?
  var ghost: Int?
  /// The first of its moves that the other attempt made otherwise; stands in brackets.
  var divergence: Int?
  /// How many of its moves a reflection's route gave, from its beginning; stand in parentheses.
  var followed = 0
  var showsFeedback = false
  /// The columns that it has, where these are more than it needs.
  var room: Int?

  private var board: BoardPicture {
    BoardPicture(attempt, turns: turns, legend: legend, ghost: ghost)
  }

  private var hasBoard: Bool { !attempt.board.isEmpty }

  private var played: [Turn] {
    Array(attempt.turns.prefix(max(0, turns ?? attempt.turns.count)))
  }

  /// Room for eight moves and their number.
  static let narrowest = 17

  var width: Int {
    // Parentheses take room as well.
    max(hasBoard ? board.width : 24, Self.narrowest + (followed > 0 ? 2 : 0))
  }

  /// The width at which neither its moves nor what it was told need be cut.
  var naturalWidth: Int {
    let moves = movesMade.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
    let acts = hasBoard ? 0 : attempt.acts.map { ($0.action ?? $0.text).count + 12 }.max() ?? 0
    let told = showsFeedback ? min(attempt.feedback.count, Self.widestFeedback) : 0
    return max(width, moves, acts, told)
  }

  private static let widestFeedback = 46

  /// Heading, board, moves, ending, and what it was told then.
  func height(in room: Int) -> Int {
    var panel = self
    panel.room = room
    return panel.height
  }

  var height: Int {
    (hasBoard ? board.height + 3 : 3 + min(6, attempt.turns.count))
      + (showsFeedback ? min(Self.mostFeedback, feedbackLines) : 0)
  }

  private static let mostFeedback = 3

  private var feedbackLines: Int {
    Paragraph(attempt.feedback).lineCount(width: max(1, room ?? width))
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    canvas.write(
      [Span(title, style.bold), Span("  r \(Figures.reward(attempt.reward))", style)], in: area)
    let room = area.height - 3
    if hasBoard {
      board.draw(
        in: area.inset(top: 1).rows(.fixed(max(0, min(board.height, room + 1))))[0], on: &canvas)
    } else {
      drawTurns(in: area.inset(top: 1).rows(.fixed(max(0, room)))[0], on: &canvas)
    }
    let below = 1 + (hasBoard ? board.height : min(max(0, room), attempt.turns.count))
    canvas.write(movesMade(within: area.width), row: below, in: area)
    canvas.write([ending], row: below + 1, in: area)
    guard showsFeedback, turns == nil || turns == attempt.turns.count else { return }
    let told = area.inset(top: below + 2).rows(.fixed(Self.mostFeedback))[0]
    Paragraph(attempt.feedback, .muted).draw(in: told, marksCut: true, on: &canvas)
  }

  /// The same without a number that there is no room for.
  private func movesMade(within width: Int) -> [Span] {
    let moves = movesMade
    let isWide = moves.reduce(0) { $0 + TextWidth.columns(of: $1.text) } > width
    return isWide && hasBoard && moves.count > 1 ? moves.dropLast() : moves
  }

  /// What was done up to now, in arrows: "→→↓✗".
  private var movesMade: [Span] {
    guard !attempt.turns.isEmpty else { return [Span("no turns in the log", .muted)] }
    let acts = played.filter { $0.outcome != .planned }
    guard !acts.isEmpty else { return [Span("not moved yet", .muted)] }
    guard hasBoard else {
      return [Span("\(acts.count) \(acts.count == 1 ? "turn" : "turns")", .muted)]
    }
    let given = min(followed, acts.count)
    let moves = acts.enumerated().map { number, turn in
      move(turn, isOther: number == divergence, isGiven: number < given)
    }
    let parentheses = given > 0 ? ["(", ")"] : ["", ""]
    return [Span(parentheses[0], .muted)] + moves.prefix(given) + [Span(parentheses[1], .muted)]
      + moves.dropFirst(given)
      + [Span("  \(acts.count) \(acts.count == 1 ? "move" : "moves")", .muted)]
  }

  private func move(_ turn: Turn, isOther: Bool, isGiven: Bool) -> Span {
    guard let action = turn.action, turn.outcome != .invalid else {
      return Span(isOther ? "[\(Sign.unreadable.symbol)]" : Sign.unreadable.symbol, .warning)
    }
    let arrow = String(Symbols.arrow(action))
    if isOther { return Span("[\(arrow)]", Style.warning.bold) }
    let look = turn.outcome == .blocked ? Style.muted : style
    return Span(arrow, isGiven ? look.underlined : look)
  }

  private var ending: Span {
    // That there are none stands above.
    if attempt.turns.isEmpty { return Span("", .muted) }
    guard let turns, turns < attempt.turns.count else {
      return Symbols.ending(attempt.turns.last?.outcome, hasBoard: hasBoard)
    }
    guard turns > 0 else { return Span("at the start", .muted) }
    let turn = attempt.turns[turns - 1]
    let act = hasBoard ? turn.action.map { String(Symbols.arrow($0)) + " " } ?? "" : ""
    let words = Symbols.words(turn.outcome, hasBoard: hasBoard)
    return Span("turn \(turns)/\(attempt.turns.count) \(act)\(words)", .muted)
  }

  /// A task without a board is its turns in words.
  private func drawTurns(in area: Rect, on canvas: inout Canvas) {
    for (row, turn) in played.suffix(area.height).enumerated() {
      let sign: Sign? =
        switch turn.outcome {
        case .solved: .succeeded
        case .failed, .exhausted: .failed
        case .invalid: .unreadable
        case .planned, .moved, .blocked: nil
        }
      canvas.write(
        [
          Span("\(turn.action ?? turn.text) ", sign == nil ? .text : style),
          sign.map { Span($0.symbol, $0.style) }
            ?? Span(Symbols.words(turn.outcome, hasBoard: false), .muted),
        ], row: row, in: area)
    }
  }
}
