import RLCore
import RunModel
import TerminalUI

/// An episode as text: for the transcript pane, and for taking along.
enum EpisodeWords {
  /// What was said, turn by turn, with a heading for each part.
  static func transcript(_ texts: EpisodeTexts) -> [Span] {
    var spans: [Span] = []
    if let first = texts.first { spans += attempt(first, "first attempt", .first) }
    if let reflection = texts.reflection {
      spans += [
        Span("reflection #\(reflection.id) by \(reflection.author)\n", Style.reflection.bold),
        Span("saw: ", .muted), Span(reflection.saw + "\n", .text), Span("wrote: ", .muted),
        Span(reflection.text + "\n", .reflection), Span("advice: ", .muted),
        Span((reflection.advice.isEmpty ? "none could be read" : reflection.advice) + "\n\n"),
      ]
    }
    if let second = texts.second { spans += attempt(second, "second attempt", .second) }
    return spans
  }

  private static func attempt(_ attempt: AttemptRecord, _ title: String, _ style: Style) -> [Span] {
    var spans = [
      Span(title, style.bold),
      Span(
        "  reward \(Figures.reward(attempt.reward)) · \(attempt.tokens) tokens · log π "
          + "\(Figures.short(attempt.logProbability)) a token"
          + (attempt.flags.isEmpty ? "" : " · " + attempt.flags.joined(separator: ", ")) + "\n",
        .muted),
    ]
    for (number, turn) in attempt.turns.enumerated() {
      spans += [
        Span("\(number + 1) told ", .muted), Span(turn.observation + "\n", .text),
        Span("  wrote ", .muted), Span(turn.text, style),
        Span(
          "  \(Symbols.words(turn.outcome, hasBoard: !attempt.board.isEmpty))\n", .muted),
      ]
    }
    return spans + [Span("feedback: ", .muted), Span(attempt.feedback + "\n\n", .text)]
  }
}
