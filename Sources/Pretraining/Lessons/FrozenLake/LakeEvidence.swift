import Environments
import RLCore

/// What an attempt has revealed about the letters.
struct LakeEvidence: GridEvidence {
  private(set) var known: Belief<TileKind>
  /// The last tile met and what came of it: `C fell`.
  private(set) var cause = "none timeout"

  /// The agent's own letter is plain from where it stands.
  init(of lake: FrozenLakeTask) {
    known = .ignorance(letters: lake.truth.kinds.count)
    if let player = lake.truth.kinds.firstIndex(of: .player) { known.kinds[player] = .player }
  }

  /// Takes in `D moved …`, `edge blocked …`, `B won`.
  mutating func learn(from transition: Transition) {
    let words = transition.observation.split(separator: " ")
    guard words.count >= 2 else { return }
    let kind: TileKind? =
      switch transition.outcome {
      case .solved: .goal
      case .failed: .hole
      default: words[1] == "moved" ? .safe : nil
      }
    if let letter = LetterCode.letters.firstIndex(of: String(words[0])), let kind,
      known.kinds.indices.contains(letter), known.kinds[letter] != .player
    {
      known.kinds[letter] = kind
    }
    if transition.isDone {
      cause = transition.outcome == .exhausted ? "none timeout" : "\(words[0]) \(words[1])"
    }
  }
}
