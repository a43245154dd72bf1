import Environments
import RLCore

/// Texts from which a small model learns to use notes in a room whose letters mean something
/// else in every text, and to write down what an attempt reveals.
package struct RoomLessons: GridLessons {
  typealias Evidence = RoomEvidence

  package enum Kind: Sendable, CaseIterable {
    /// Which letter is what, asked of notes.
    case glossary
    /// Where a letter is, asked of a grid.
    case whereabouts
    /// Where box, goal and player are, asked of both.
    case reading
    /// One plan, and the best move from many places.
    case drill
    /// Play with notes.
    case informedPlay
    /// Play without one, then a reflection on it.
    case reflection
    /// Play without one, then the same room again.
    case retry
  }

  let followingPlan = SokobanLanguage.following
  var plainShare: Float = 0.25
  let shares = ReflectionShares(skilled: 0, gone: 0.3, planned: 0.12)
  let gapShare: Float = 0.2
  let confusedShare: Float = 0.1
  private let worlds: RoomWorlds
  let tokenizer: any TextTokenizer
  /// Share of the attempts without rules that guess box and goal instead of wandering.
  private let guesses: Float

  package init(worlds: RoomWorlds, guesses: Float = 0.05, tokenizer: any TextTokenizer) {
    self.worlds = worlds
    self.guesses = guesses
    self.tokenizer = tokenizer
  }

  /// Writes one text.
  package func lesson(_ kind: Kind, using generator: inout SeededGenerator) -> Lesson {
    let task = worlds.next(using: &generator)
    return switch kind {
    case .glossary: glossary(task, &generator)
    case .whereabouts: whereabouts(task, &generator)
    case .reading: reading(task, &generator)
    case .drill: drill(task, &generator)
    case .informedPlay: informedPlay(task, &generator)
    case .reflection: reflection(task, &generator)
    case .retry: retry(task, &generator)
    }
  }

  func writer(on task: SokobanTask) -> NoteWriter<SokobanKind> {
    let plain = [SokobanKind.player, .floor, .wall].map(task.code.letter(of:))
    return NoteWriter(
      phrasebook: SokobanTask.language.phrasebook, plain: Set(plain), orderTarget: .goal)
  }

  func endings(on task: SokobanTask) -> [NoteWriter<SokobanKind>.Ending] {
    let box = task.code.letter(of: .box)
    return [
      .init(result: SokobanLanguage.Result.won.rawValue, letter: box, kind: .box),
      .init(result: SokobanLanguage.Result.stuck.rawValue, letter: box, kind: .box),
      .init(result: SokobanLanguage.Result.timeout.rawValue),
    ]
  }

  func teacher(
    on task: SokobanTask, believing belief: Belief<SokobanKind>, noise: Double,
    using generator: inout SeededGenerator
  ) -> RoomTeacher { RoomTeacher(on: task, believing: belief, noise: noise) }

  /// Most wander, some may guess, and some happen to be nearly right, which is only read and never
  /// learnt, because it would teach to know without being told.
  func teacherWithoutRules(
    on task: SokobanTask, using generator: inout SeededGenerator
  ) -> (teacher: RoomTeacher, isLearnt: Bool) {
    let draw = generator.uniform()
    if draw < Self.ownPlay - guesses { return (RoomTeacher(wanderingOn: task), true) }
    if draw < Self.ownPlay {
      let guess = completed(task.atFirstSight, on: task, using: &generator)
      return (RoomTeacher(on: task, believing: guess, noise: 0.1), true)
    }
    let belief = confused(task.truth, on: task, using: &generator)
    return (RoomTeacher(on: task, believing: belief, noise: 0.25), false)
  }

  /// Fills gaps with what is plain at first sight, then with guesses.
  func completed(
    _ belief: Belief<SokobanKind>, on task: SokobanTask, using generator: inout SeededGenerator
  ) -> Belief<SokobanKind> {
    belief.merged(with: task.atFirstSight).completed(from: task.code.kinds, using: &generator)
  }

  /// What is known of box, goal and marks, each taken for another of them.
  func confused(
    _ belief: Belief<SokobanKind>, on task: SokobanTask, using generator: inout SeededGenerator
  ) -> Belief<SokobanKind> {
    var belief = belief
    let objects = task.objects
    for (letter, other) in zip(objects, objects.shuffled(using: &generator))
    where belief.kinds[letter] != nil {
      belief.kinds[letter] = task.code.kinds[other]
    }
    return belief
  }

  /// Share of the attempts without rules that are learnt from.
  private static let ownPlay: Float = 0.7
}
