/// Something that a text says about a task and that can be checked.
package struct Claim: Sendable, Equatable {
  /// Stands before the subject of what is denied: "not C".
  package static let denial = "not "

  package enum Kind: String, Sendable, CaseIterable {
    /// How the world works: "C is a hole", "boxes cannot be pulled".
    case rule
    /// What the attempt met: how it ended, a move, a title, a quoted value.
    case grounding
    /// What helps with this very task and no other: squares, moves, the answer.
    case leak
  }

  package enum Verdict: String, Sendable, CaseIterable {
    case right = "true"
    case wrong = "false"
    /// Neither the truth nor the attempt says anything about it.
    case unsupported
  }

  package var kind: Kind
  package var verdict: Verdict
  /// What it is about: a symbol, "not C" where something is denied of it, "budget", "cause", or
  /// a leak's name.
  package var subject: String
  /// Where it stands in the text, counted in Unicode scalars.
  package var range: Range<Int>
  /// Whether the first attempt shows it.
  package var isShown: Bool
  /// What is said of the subject: the roles any of which would make a rule true, in the order of
  /// the alphabet; empty for what says no role.
  package var said: [String]
  /// Whether it is put as a guess: "B may be the goal".
  package var isGuess: Bool

  package init(
    _ kind: Kind, _ verdict: Verdict, about subject: String, at range: Range<Int>, isShown: Bool,
    said: [String] = [], isGuess: Bool = false
  ) {
    self.kind = kind
    self.verdict = verdict
    self.subject = subject
    self.range = range
    self.isShown = isShown
    self.said = said
    self.isGuess = isGuess
  }
}

extension Claim {
  /// What gives away the very task, by the names that a leak's `subject` has.
  package enum Leak: String, Sendable, CaseIterable {
    case coordinates
    /// Three moves or more in a row that do not solve it.
    case moves
    /// Moves that solve the very task when they are played.
    case path
    /// The true answer.
    case answer
    /// The answer that the first attempt gave.
    case ownAnswer = "own answer"

    /// Whether it leads through the very task, to its end or not: moves, or the answer.
    package var isRoute: Bool { self == .moves || self == .path || self == .answer }
  }

  package var leak: Leak? { kind == .leak ? Leak(rawValue: subject) : nil }

  /// The words of the claim.
  package func words(in text: String) -> String {
    let scalars = text.unicodeScalars
    guard range.lowerBound >= 0, range.upperBound <= scalars.count else { return "" }
    let start = scalars.index(scalars.startIndex, offsetBy: range.lowerBound)
    let end = scalars.index(start, offsetBy: range.count)
    return String(scalars[start..<end])
  }
}

extension [Claim] {
  /// Whether a text gives a route through its very task, which helps at no other.
  package var givesRoute: Bool { contains { $0.leak?.isRoute == true } }
}
