import Environments
import RLCore

/// What an attempt has revealed about the letters.
struct LakeEvidence: GridEvidence {
  private(set) var known: Belief<TileKind>
  private(set) var ending: NoteWriter<TileKind>.Ending?

  /// The agent's own letter is plain from where it stands.
  init(of lake: FrozenLakeTask) {
    known = .ignorance(letters: lake.truth.kinds.count)
    if let player = lake.truth.kinds.firstIndex(of: .player) { known.kinds[player] = .player }
  }

  /// Takes in what came of a move.
  mutating func learn(from transition: Transition) {
    let story = transition.observation.prefix { $0 != "." }
    let letter = story.split(separator: " ").last
      .flatMap { LetterCode.letters.firstIndex(of: String($0)) }
    let kind: TileKind =
      switch transition.outcome {
      case .solved: .goal
      case .failed: .hole
      default: .safe
      }
    if let letter, known.kinds.indices.contains(letter), known.kinds[letter] != .player {
      known.kinds[letter] = kind
    }
    guard transition.isDone else { return }
    ending =
      switch transition.outcome {
      case .solved:
        .init(result: FrozenLakeLanguage.Result.won.rawValue, letter: letter, kind: kind)
      case .failed:
        .init(result: FrozenLakeLanguage.Result.fell.rawValue, letter: letter, kind: kind)
      default: .init(result: FrozenLakeLanguage.Result.timeout.rawValue)
      }
  }
}
