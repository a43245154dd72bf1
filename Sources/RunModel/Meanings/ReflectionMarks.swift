import RLCore

/// What is to be told of a reflection at a glance.
package struct ReflectionMarks: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Gives a route or the answer: what helps with this very task and no other.
  package static let leak = ReflectionMarks(rawValue: 1)
  /// Says nothing of how the world works.
  package static let vague = ReflectionMarks(rawValue: 2)
  /// Says something that is not so as if it were known; a wrong guess is none.
  package static let untrue = ReflectionMarks(rawValue: 4)

  init(_ parts: [Meaning.Part]) {
    var marks: ReflectionMarks = .vague
    for part in parts {
      switch (part.proposition.kind, part.verdict) {
      case (.leak, _):
        // Squares alone are no route, and the answer that failed is none.
        if Claim.Leak(rawValue: part.proposition.subject)?.isRoute == true { marks.insert(.leak) }
      case (.rule, let verdict):
        marks.remove(.vague)
        // Who guesses claims nothing.
        if verdict == .wrong, !part.proposition.isGuess { marks.insert(.untrue) }
      case (.grounding, .wrong): marks.insert(.untrue)
      case (.grounding, _): break
      }
    }
    self = marks
  }
}
