import Environments
import RLCore

/// Texts from which a small model learns to use notes on a frozen lake whose letters mean
/// something else in every text, and to write down what an attempt reveals.
package struct LakeLessons: GridLessons {
  typealias Evidence = LakeEvidence

  package enum Kind: Sendable, CaseIterable {
    /// Which letter is what, asked of notes.
    case glossary
    /// Where a letter is, asked of a grid.
    case whereabouts
    /// Where the goal and the player are, asked of both.
    case reading
    /// The best moves from many squares, most of them beside a hole.
    case drill
    /// Play with notes.
    case informedPlay
    /// Play without one, then a reflection on it.
    case reflection
    /// Play without one, then the same board again.
    case retry
    /// A won attempt, then the way that won it.
    case retrace
  }

  let followingPlan = FrozenLakeLanguage.following
  var plainShare: Float = 0.25
  let shares = ReflectionShares(skilled: 0.35, gone: 0.55, planned: 0.01, told: 0.4)
  let gapShare: Float = 0.3
  let confusedShare: Float = 0.15
  private let worlds: LakeWorlds
  let tokenizer: any TextTokenizer

  package init(worlds: LakeWorlds, tokenizer: any TextTokenizer) {
    self.worlds = worlds
    self.tokenizer = tokenizer
  }

  /// Writes one text.
  package func lesson(_ kind: Kind, using generator: inout SeededGenerator) -> Lesson {
    let lake = worlds.next(using: &generator)
    return switch kind {
    case .glossary: glossary(lake, &generator)
    case .whereabouts: whereabouts(lake, &generator)
    case .reading: reading(lake, &generator)
    case .drill: drill(lake, &generator)
    case .informedPlay: informedPlay(lake, &generator)
    case .reflection: reflection(lake, &generator)
    case .retry: retry(lake, &generator)
    case .retrace: retrace(lake, &generator)
    }
  }

  /// A grid of the commonest letter and one square of each.
  private func whereabouts(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    whereabouts(
      lake, on: lake.letters.indices, &generator,
      among: "\(LetterCode.letters[lake.commonestLetter]).")
  }

  /// The opening of an attempt, then where the goal and the player are.
  private func reading(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    reading(lake, places: [(.goal, lake.goal), (.player, lake.start)], &generator)
  }

  func completed(
    _ belief: Belief<TileKind>, on lake: FrozenLakeTask, using generator: inout SeededGenerator
  ) -> Belief<TileKind> { belief.completed(using: &generator) }

  /// Each known letter takes the kind of some letter.
  func confused(
    _ belief: Belief<TileKind>, on lake: FrozenLakeTask, using generator: inout SeededGenerator
  ) -> Belief<TileKind> {
    let wrong = Belief<TileKind>.kinds(letters: belief.kinds.count).shuffled(using: &generator)
    return Belief(kinds: zip(belief.kinds, wrong).map { $0 == nil ? nil : $1 })
  }

  func writer(on lake: FrozenLakeTask) -> NoteWriter<TileKind> {
    let player = lake.code.kinds.firstIndex(of: .player)
    return NoteWriter(
      phrasebook: FrozenLakeTask.language.phrasebook, plain: Set([player].compactMap(\.self)))
  }

  func endings(on lake: FrozenLakeTask) -> [NoteWriter<TileKind>.Ending] {
    lake.code.kinds.enumerated().compactMap { letter, kind in
      switch kind {
      case .goal: .init(result: FrozenLakeLanguage.Result.won.rawValue, letter: letter, kind: kind)
      case .hole: .init(result: FrozenLakeLanguage.Result.fell.rawValue, letter: letter, kind: kind)
      case .player, .safe: nil
      }
    } + [.init(result: FrozenLakeLanguage.Result.timeout.rawValue)]
  }

  func teacher(
    on lake: FrozenLakeTask, believing belief: Belief<TileKind>, noise: Double,
    using generator: inout SeededGenerator
  ) -> LakeTeacher {
    LakeTeacher(on: lake, believing: belief, noise: noise, using: &generator)
  }

  /// Most wander, some guess a target, and some happen to be mostly right, which is only read and
  /// never learnt, because it would teach to know without being told.
  func teacherWithoutRules(
    on lake: FrozenLakeTask, using generator: inout SeededGenerator
  ) -> (teacher: LakeTeacher, isLearnt: Bool) {
    let draw = generator.uniform()
    var belief: Belief<TileKind>
    if draw < 0.65 {
      return (LakeTeacher(wanderingOn: lake), true)
    } else if draw < 0.75 {
      belief = .ignorance(letters: lake.code.kinds.count).completed(using: &generator)
    } else {
      belief = lake.truth
      let swapped = Array(belief.kinds.indices.shuffled(using: &generator).prefix(2))
      belief.kinds.swapAt(swapped[0], swapped[1])
    }
    let teacher = LakeTeacher(on: lake, believing: belief, noise: 0.1, using: &generator)
    return (teacher, draw < 0.75)
  }
}
