import RLCore

/// What is said for a world outside that does not say it itself.
enum OutsideWords {
  /// What asks for a reflection, with `{feedback}` and `{memory}` in it.
  static let reflect = """
    The attempt is over. {feedback}

    Earlier notes, which may be wrong: {memory}

    Think about what this attempt has shown. Then write notes for somebody who is given such a \
    task without having seen this attempt, between <prompt> and </prompt>: what the aim is, what \
    works, and what to avoid. Write what holds for every such task, not the answer to this one.
    """

  /// What begins the same task again, with `{prompt}` in it.
  static let again = "The same task once more, from its beginning.\n\n{prompt}"

  /// Segments behind what was learnt before, if anything was.
  static func prompt(
    _ segments: [Segment], advice: String?, length: ReplyLength
  ) -> TurnRequest {
    guard let advice, !advice.isEmpty else { return TurnRequest(segments, length: length) }
    return TurnRequest(
      [Segment(.system, "What was learnt before:\n\(advice)")] + segments, length: length)
  }

  /// How an attempt ended and what it earned, for people.
  static func feedback(ending: TurnOutcome?, reward: Double) -> String {
    let how: String
    switch ending {
    case nil: return "The attempt is not over."
    case .solved: how = "was solved"
    case .exhausted: how = "was broken off, all turns being used up"
    default: how = "failed"
    }
    return "The attempt \(how) and earned \(NumberWords.short(reward))."
  }
}
