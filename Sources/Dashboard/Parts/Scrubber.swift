import RLCore
import RunModel
import TerminalUI

/// Where in a replay one is, over the turns of both attempts.
///
///     ‖ 1×  3/8  first ┄━━│╌━✗  second ·━━│✓
///
/// A whole line is a move that changed something, a broken one a move that did not; the bar
/// stands behind the turn that shows.
struct Scrubber {
  let texts: EpisodeTexts
  /// Turns that show; `nil` for all.
  let turn: Int?
  let isPlaying: Bool
  let speed: ReplaySpeed

  private var count: Int { texts.turnCount }

  func draw(in area: Rect, on canvas: inout Canvas) {
    var spans = [
      Span((isPlaying ? Sign.running : .held).symbol + " ", isPlaying ? .good : .muted),
      Span(speed.label, .key),
      Span("  \(turn ?? count)/\(count)  ", .text),
    ]
    let isTight = area.width < 2 * count + 34
    if let first = texts.first {
      spans += [Span(isTight ? "1 " : "first ", .first)] + marks(first, .first)
    }
    if let second = texts.second {
      spans += [Span(isTight ? " 2 " : "  second ", .second)] + marks(second, .second)
    }
    canvas.write(spans, in: area)
  }

  private func marks(_ attempt: AttemptRecord, _ style: Style) -> [Span] {
    let shown = min(turn ?? attempt.turns.count, attempt.turns.count)
    var spans: [Span] = []
    for (number, turn) in attempt.turns.enumerated() {
      if number == shown, self.turn != nil { spans.append(Span("│", .accent)) }
      spans.append(Span(Self.mark(turn), number < shown ? style : .muted))
    }
    if shown == attempt.turns.count, turn != nil { spans.append(Span("│", .accent)) }
    return spans
  }

  private static func mark(_ turn: Turn) -> String {
    switch turn.outcome {
    case .planned: Sign.planning.symbol
    case .solved: Sign.succeeded.symbol
    case .failed, .exhausted: Sign.failed.symbol
    case .invalid: Sign.unreadable.symbol
    case .moved, .blocked: (turn.wasEffective ? Sign.changing : .changingNothing).symbol
    }
  }
}

extension EpisodeTexts {
  /// Turns of the longer attempt.
  var turnCount: Int { max(first?.turns.count ?? 0, second?.turns.count ?? 0) }
}
