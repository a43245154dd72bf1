import Environments

/// What an attempt has revealed about the letters.
struct HotpotEvidence {
  private(set) var known: Belief<EntityKind>

  init(letters: Int) {
    known = .ignorance(letters: letters)
  }

  /// Takes in that a letter was seen to lead to a kind.
  mutating func learn(letter: Int, leadsTo kind: EntityKind) {
    known.kinds[letter] = kind
  }
}

extension EntityKind: HiddenKind {
  package static var letters: [String] { RelationCode.names }
}
