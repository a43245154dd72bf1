import RLCore
import RunModel
import TerminalUI

/// Everything that a reflector was given: the conversation of the attempt, as the world and the
/// policy wrote it, and what it was asked then.
struct ReflectorContext {
  /// The attempt that was reflected on, if its words are at hand.
  let first: AttemptRecord?
  let reflection: ReflectionRecord

  var spans: [Span] {
    guard let first else {
      return [Span("the attempt's words are read from the log …\n", .muted)] + asked
    }
    return first.turns.flatMap(lines) + closing(first) + asked
  }

  private func lines(of turn: Turn) -> [Span] {
    [
      Span("world  ", .muted), Span(turn.observation + "\n", .text), Span("policy ", .muted),
      Span(turn.text + "\n", .first),
    ]
  }

  /// What the world said last; older logs have the feedback alone.
  private func closing(_ first: AttemptRecord) -> [Span] {
    let words = first.closing ?? first.feedback
    return words.isEmpty ? [] : [Span("world  ", .muted), Span(words + "\n", .text)]
  }

  private var asked: [Span] {
    [
      Span("asked  ", .muted),
      Span(reflection.prompt.isEmpty ? "nothing more" : reflection.prompt, .text),
    ]
  }
}
