import RLCore

/// An event of an episode as a search sees it: which part of the episode, and its texts.
package struct SearchedEvent {
  /// The parts of an episode that are logged one by one.
  package enum Part: Int, Sendable, CaseIterable {
    case first
    case reflection
    case second
  }

  package let episode: Int
  package let part: Part
  private let texts: [String]

  /// - Returns: `nil` for an event that is no part of an episode, such as a probe, and for second
  ///   attempts beyond the first, whose words no view of an episode has.
  package init?(_ event: RunEvent) {
    switch event {
    case .attempt(let attempt):
      switch attempt.attempt {
      case .first: part = .first
      case .second where attempt.retry == nil: part = .second
      case .second, .probe, .evaluation: return nil
      }
      episode = attempt.episode
      var texts = [attempt.task, attempt.feedback] + attempt.flags
      for turn in attempt.turns {
        texts += [turn.observation, turn.text]
        if let action = turn.action, action != turn.text { texts.append(action) }
      }
      if let closing = attempt.closing { texts.append(closing) }
      self.texts = texts
    case .reflection(let written):
      episode = written.episode
      part = .reflection
      texts = [written.prompt, written.text, written.advice, written.author]
    default: return nil
    }
  }

  /// Bytes that are looked through.
  package var size: Int { texts.reduce(0) { $0 + $1.utf8.count } }

  /// Which of some patterns are found: bit n for the n-th.
  package func found(_ patterns: [TextPattern]) -> UInt32 {
    var found: UInt32 = 0
    for (number, pattern) in patterns.prefix(32).enumerated()
    where texts.contains(where: { pattern.matches($0) }) {
      found |= 1 << UInt32(number)
    }
    return found
  }
}
