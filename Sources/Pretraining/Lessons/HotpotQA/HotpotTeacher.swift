import Environments
import RLCore

/// Looks answers up as somebody does who believes what notes say.
struct HotpotTeacher {
  /// A turn: whose paragraph is read, which kind is wanted, which relation is followed, the call.
  struct Turn {
    var subject: Int?
    var kind: EntityKind?
    var letter: Int?
    var target: Int
    var isAnswer: Bool
    /// A slip is played but not learnt.
    var isSlip = false

    func text(in scene: HotpotWorlds.Scene) -> String {
      let name = scene.name(target)
      guard let subject, let kind, let letter else { return CompactLanguage.firstSearch(name) }
      let step = CompactLanguage.step(
        from: scene.name(subject), to: kind.rawValue, RelationCode.names[letter], name)
      return isAnswer
        ? CompactLanguage.answer(step, name) : CompactLanguage.search(step, name)
    }
  }

  private let scene: HotpotWorlds.Scene
  private let belief: Belief<EntityKind>
  /// Share of letters that are taken at random.
  private let noise: Float

  init(on scene: HotpotWorlds.Scene, believing belief: Belief<EntityKind>, noise: Float) {
    self.scene = scene
    self.belief = belief
    self.noise = noise
  }

  /// The turns of an attempt.
  ///
  /// - Parameters:
  ///   - detours: letters that are tried first where they lead to the wrong kind.
  ///   - generator: draws slips, and letters for kinds that no letter is believed to lead to.
  /// - Returns: the turns, the last of them an answer.
  func turns(detours: Int = 0, using generator: inout SeededGenerator) -> [Turn] {
    switch scene.question {
    case .bridge(let source, let first, let second):
      var turns = [Turn(target: source, isAnswer: false)]
      for _ in 0..<detours {
        let letter = generator.index(below: scene.kinds.count)
        turns.append(
          follow(letter, to: first, from: source, isAnswer: false, isSlip: true))
      }
      let middle = step(to: first, from: source, isAnswer: false, &generator)
      return turns + [middle, step(to: second, from: middle.target, isAnswer: true, &generator)]
    case .comparison(let one, let other, let isOlder, let kind):
      let subject = scene.world.subject(of: one, other, isOlder: isOlder)
      return [
        Turn(target: one, isAnswer: false), Turn(target: other, isAnswer: false),
        step(to: kind, from: subject, isAnswer: true, &generator),
      ]
    }
  }

  private func step(
    to kind: EntityKind, from subject: Int, isAnswer: Bool, _ generator: inout SeededGenerator
  ) -> Turn {
    let random = generator.index(below: scene.kinds.count)
    if generator.uniform() < noise {
      return follow(random, to: kind, from: subject, isAnswer: isAnswer, isSlip: true)
    }
    let letter = belief.kinds.firstIndex(of: kind) ?? random
    return follow(letter, to: kind, from: subject, isAnswer: isAnswer, isSlip: false)
  }

  private func follow(
    _ letter: Int, to kind: EntityKind, from subject: Int, isAnswer: Bool, isSlip: Bool
  ) -> Turn {
    Turn(
      subject: subject, kind: kind, letter: letter,
      target: scene.world.entities[subject].relations[letter], isAnswer: isAnswer, isSlip: isSlip)
  }
}
