import RLCore

extension Proposition {
  /// In a word or two: "C hole", "not C hole", "cause".
  package var name: String {
    (said.map { "\(subject) \($0)" } ?? subject) + (isGuess ? "?" : "")
  }

  /// What reflections do that make the claim, after a number of them: "say C is a hole".
  package var deed: String {
    switch kind {
    case .rule: (isGuess ? "guess " : "say ") + statement
    case .grounding: subject == "cause" ? "say what decided the attempt" : "mention a \(subject)"
    case .leak: Self.deed(of: subject)
    }
  }

  /// The rule as a sentence: "C is a hole", "C is not safe".
  private var statement: String {
    if said == Self.somethingElse { return "\(bare) is something else than it is" }
    guard let said else { return isDenied ? "what \(bare) is not" : "something of \(subject)" }
    return "\(bare) is \(isDenied ? "not " : "")\(Self.article(of: said))\(said)"
  }

  private static func deed(of leak: String) -> String {
    switch Claim.Leak(rawValue: leak) {
    case .coordinates: "name squares"
    case .moves: "give moves"
    case .path: "give a route that solves the task"
    case .answer: "give the answer"
    case .ownAnswer: "give the answer of the first attempt"
    case nil: "give '\(leak)' away"
    }
  }

  /// What stands before a word of a rulebook; its adjectives have none.
  private static func article(of said: String) -> String {
    if adjectives.contains(said) { return "" }
    if ["goal", "player", "agent", "answer"].contains(said) { return "the " }
    return said.first.map { "aeiou".contains($0) } == true ? "an " : "a "
  }

  private static let adjectives: Set<String> = [
    "safe", "solid", "free", "empty", "unknown", "deadly", "dangerous",
  ]
}
