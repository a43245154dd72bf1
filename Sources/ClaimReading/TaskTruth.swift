import RLCore

/// What is true of a task, against which the claims of a text are held.
///
/// An environment fills in what it alone knows; reading texts is the same for all of them.
package struct TaskTruth: Sendable {
  /// What each symbol stands for, by the names of `lexicon`'s roles.
  package var symbols: [String: String] = [:]
  /// How many symbols there are to be explained; a symbol's second form is none of its own.
  package var symbolCount = 0
  package var lexicon = RoleLexicon()
  /// Other things that can be said of the world.
  package var statements: [Statement] = []
  /// Turns of an attempt, or `nil` where nobody would say.
  package var budget: Int?
  /// The names of the squares of its board.
  package var squares: Set<String> = []
  package var boardSize: (width: Int, height: Int)?
  /// Whether moves, by their words, solve the very task from its start; `nil` without moves.
  package var isSolved: (@Sendable (_ moves: [String]) -> Bool)?
  /// The true answer, where one is asked for.
  package var answer: String?
  /// Whether names in the text are to be found in the attempt, as titles are.
  package var readsNames = false
  /// How an attempt can end, in the words that people have for it.
  package var causes: [Cause] = []
  /// What an attempt shows.
  package var evidence: @Sendable (_ turns: [Turn]) -> Evidence = { _ in Evidence() }

  package init() {}

  /// Something that is either so or not, in the words that people have for it.
  ///
  /// A phrase matches by the stems of its words; " … " in it stands for a few others.
  package struct Statement: Sendable {
    package var subject: String
    package let phrases: [String]
    package var isTrue: Bool
    let stems: [StemPhrase]

    package init(_ subject: String, _ phrases: [String], isTrue: Bool) {
      self.subject = subject
      self.phrases = phrases
      self.isTrue = isTrue
      stems = StemPhrase.of(phrases)
    }
  }

  package struct Cause: Sendable {
    package var name: String
    package let phrases: [String]
    let stems: [StemPhrase]

    package init(_ name: String, _ phrases: [String]) {
      self.name = name
      self.phrases = phrases
      stems = StemPhrase.of(phrases)
    }
  }

  package struct Evidence: Sendable {
    /// The symbols whose meaning came out.
    package var symbols: Set<String> = []
    /// How it ended, by the name of a cause.
    package var cause: String?
    /// The symbol that decided it, such as that of the hole.
    package var culprit: String?
    /// The answer that it gave.
    package var answer: String?

    package init() {}
  }
}

/// The words that people and models have for what symbols can stand for.
package struct RoleLexicon: Sendable {
  package struct Phrase: Sendable {
    let stems: [String]
    /// The roles of which it is true.
    package var roles: Set<String>
    /// Whether saying the contrary says nothing of the symbol.
    package var ignoresNegation = false
    package var style: Style
  }

  package enum Style: Sendable {
    /// "C is a hole", "the hole is C".
    case noun
    /// "C kills", also "step on C, and you die".
    case event
    /// "you", which is everywhere and counts only right beside "is".
    case pronoun
    /// "avoid C".
    case before
    /// "walk on C": as a gerund or in the past it says only what happened.
    case advice
    /// "push B", after which "onto C" names a goal.
    case push
  }

  private(set) var phrases: [String: [Phrase]] = [:]
  /// The role that something is pushed onto.
  package var pushTarget: String?
  /// Words besides "is" and its like that lead from a symbol to its role.
  package var links: Set<String> = []
  /// Words that mean in compact rulebooks that nothing is known.
  package static let unknown: Set<String> = ["unknown", "none"]

  package init() {}

  /// Adds phrases, separated by commas.
  package mutating func add(
    _ style: Style, _ roles: Set<String>, _ words: String, ignoresNegation: Bool = false
  ) {
    for phrase in words.split(separator: ",") {
      let stems = phrase.split(whereSeparator: \.isWhitespace).map { Stem.of(String($0)) }
      guard let first = stems.first else { continue }
      let entry = Phrase(
        stems: stems, roles: roles, ignoresNegation: ignoresNegation, style: style)
      phrases[first, default: []].append(entry)
      phrases[first]?.sort { $0.stems.count > $1.stems.count }
    }
  }
}
