import Environments
import RLCore

/// What an attempt has revealed about the letters.
struct RoomEvidence: GridEvidence {
  private(set) var known: Belief<SokobanKind>
  /// The thing that decided how it ended, and how: `B stuck`.
  private(set) var cause = "\(GridLanguage.none) \(SokobanLanguage.Result.timeout.rawValue)"
  private let code: SokobanCode
  private var pushed: Int?

  init(of task: SokobanTask) {
    code = task.code
    known = task.atFirstSight
  }

  /// Takes in `D moved A b3 …`, `B pushed B d3 …`, `E blocked …`.
  ///
  /// A letter that the agent stands on as a small letter is a goal; one that it stands on as a
  /// capital is floor.
  mutating func learn(from transition: Transition) {
    let words = transition.observation.split(separator: " ").map(String.init)
    guard words.count >= 2, let result = SokobanLanguage.Result(rawValue: words[1]) else { return }
    let letter = SokobanCode.letters.firstIndex(of: words[0].uppercased())
    switch result {
    case .moved where words.count > 3:
      learn(letter, is: words[2] == words[2].lowercased() ? .goal : .floor)
    case .pushed:
      pushed = letter
      learn(letter, is: .box)
    case .blocked: learn(letter, is: .box)
    default: break
    }
    guard transition.isDone, let last = words.last.flatMap(SokobanLanguage.Result.init) else {
      return
    }
    if last != .timeout, let pushed { cause = "\(SokobanCode.letters[pushed]) \(last.rawValue)" }
    if last == .won { learn(code.letter(of: .goal), is: .goal) }
  }

  /// What is plain at first sight stays so: a wall that blocks is no box.
  private mutating func learn(_ letter: Int?, is kind: SokobanKind) {
    guard let letter, known.kinds.indices.contains(letter), known.kinds[letter] == nil else {
      return
    }
    known.kinds[letter] = kind
  }
}
