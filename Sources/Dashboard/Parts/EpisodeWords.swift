import RLCore
import RunModel
import TerminalUI

/// An episode as text: for the transcript pane, and for taking along.
enum EpisodeWords {
  /// A stretch of the transcript.
  struct Section {
    /// What of the episode it is; `nil` for a heading and for the feedback.
    var part: EpisodePart?
    var spans: [Span]
  }

  /// What was said, turn by turn, with a heading for each part.
  static func transcript(_ texts: EpisodeTexts) -> [Span] {
    sections(texts).flatMap { $0.spans + [Span("\n", .text)] }
  }

  /// The transcript in pieces, each of which begins on a line of its own.
  static func sections(_ texts: EpisodeTexts) -> [Section] {
    var sections: [Section] = []
    if let first = texts.first {
      sections += attempt(first, "first attempt", .first, part: EpisodePart.first)
    }
    if let reflection = texts.reflection {
      sections += [
        Section(
          part: nil,
          spans: [
            Span("reflection #\(reflection.id) by \(reflection.author)", Style.reflection.bold)
          ]),
        Section(
          part: .reflection,
          spans: (reflection.prompt.isEmpty
            ? []
            : [
              Span("saw the first attempt, then: ", .muted),
              Span(reflection.prompt + "\n", .text),
            ]) + [
              Span("wrote: ", .muted),
              Span(reflection.text + "\n", .reflection), Span("advice: ", .muted),
              Span((reflection.advice.isEmpty ? "none could be read" : reflection.advice) + "\n"),
            ]),
      ]
    }
    if let second = texts.second {
      sections += attempt(second, "second attempt", .second, part: EpisodePart.second)
    }
    return sections
  }

  /// Words that a log may lack.
  private static func words(_ text: String, _ style: Style) -> Span {
    text.isEmpty ? Span("no words in the log", .muted) : Span(text, style)
  }

  private static func attempt(
    _ attempt: AttemptRecord, _ title: String, _ style: Style, part: (Int) -> EpisodePart
  ) -> [Section] {
    let heading = [
      Span(title, style.bold),
      Span(
        (["  reward \(Figures.reward(attempt.reward))"] + likelihood(attempt) + attempt.flags)
          .joined(separator: " · "), .muted),
    ]
    let turns = attempt.turns.enumerated().map { number, turn in
      Section(
        part: part(number),
        spans: [
          Span("\(number + 1) told ", .muted), words(turn.observation, .text), Span("\n"),
          Span("  wrote ", .muted), words(turn.text, style),
          Span("  \(Symbols.words(turn.outcome, hasBoard: !attempt.board.isEmpty))", .muted),
        ])
    }
    let feedback =
      attempt.feedback.isEmpty
      ? [Span("")] : [Span("feedback: ", .muted), Span(attempt.feedback + "\n", .text)]
    return [Section(part: nil, spans: heading)] + turns + [Section(part: nil, spans: feedback)]
  }

  /// Its tokens and how likely they were, where the log has them.
  private static func likelihood(_ attempt: AttemptRecord) -> [String] {
    guard attempt.tokens > 0 else { return [] }
    let logProbability = Figures.logProbability(
      attempt.logProbability, tokens: attempt.tokens)
    return ["\(Figures.tokens(attempt.tokens)) \(attempt.tokens == 1 ? "token" : "tokens")"]
      + (attempt.logProbability == 0 ? [] : ["log π \(logProbability) a token"])
  }
}
