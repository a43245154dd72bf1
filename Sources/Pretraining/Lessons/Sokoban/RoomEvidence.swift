import Environments
import RLCore

/// What an attempt has revealed about the letters.
struct RoomEvidence: GridEvidence {
  private(set) var known: Belief<SokobanKind>
  private(set) var ending: NoteWriter<SokobanKind>.Ending?
  private let code: SokobanCode
  private var pushed: Int?

  init(of task: SokobanTask) {
    code = task.code
    known = task.atFirstSight
  }

  /// Takes in `You stepped on D. A at b3 …`, `You pushed B. Now d3 shows B. …`, `E stopped you. …`.
  ///
  /// A letter that the agent stands on as a small letter is a goal; one that it stands on as a
  /// capital is floor.
  mutating func learn(from transition: Transition) {
    let sentences = transition.observation.split(separator: ".").map { $0.split(separator: " ") }
    guard let story = sentences.first, let first = story.first, let last = story.last else {
      return
    }
    if first == "You", story.count == 4, sentences.count > 1, let agent = sentences[1].first {
      // "You stepped on D", then the agent as it shows there.
      if SokobanCode.letters.contains(agent.uppercased()) {
        learn(letter(last), is: agent == agent.lowercased() ? .goal : .floor)
      }
    } else if first == "You", story.count == 3 {
      pushed = letter(last)
      learn(pushed, is: .box)
    } else if last == "you" {
      learn(letter(first), is: .box)
    }
    if transition.isDone { end(transition.outcome == .solved, String(sentences.last?.last ?? "")) }
  }

  private mutating func end(_ isWon: Bool, _ word: String) {
    if isWon {
      ending = .init(result: SokobanLanguage.Result.won.rawValue, letter: pushed, kind: .box)
      learn(code.letter(of: .goal), is: .goal)
    } else if word == "stuck", pushed != nil {
      ending = .init(result: SokobanLanguage.Result.stuck.rawValue, letter: pushed, kind: .box)
    } else {
      ending = .init(result: SokobanLanguage.Result.timeout.rawValue)
    }
  }

  private func letter(_ word: Substring) -> Int? {
    SokobanCode.letters.firstIndex(of: word.uppercased())
  }

  /// What is plain at first sight stays so: a wall that blocks is no box.
  private mutating func learn(_ letter: Int?, is kind: SokobanKind) {
    guard let letter, known.kinds.indices.contains(letter), known.kinds[letter] == nil else {
      return
    }
    known.kinds[letter] = kind
  }
}
