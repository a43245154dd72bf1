import Environments
import RLCore

/// Texts from which a small model learns to use a rulebook on a frozen lake whose letters mean
/// something else in every text, and to write down what an attempt reveals.
package struct LakeLessons: Sendable {
  package enum Kind: Sendable, CaseIterable {
    /// Which letter is what, asked of a rulebook.
    case glossary
    /// Where a letter is, asked of a grid.
    case whereabouts
    /// Where the goal and the player are, asked of both.
    case reading
    /// Play with a rulebook.
    case informedPlay
    /// Play without one, then a reflection on it.
    case reflection
    /// Play without one, then the same board again.
    case retry
  }

  private let worlds: LakeWorlds
  private let tokenizer: any TextTokenizer

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
    case .informedPlay: informedPlay(lake, &generator)
    case .reflection: reflection(lake, &generator)
    case .retry: retry(lake, &generator)
    }
  }

  /// `rules: A hole B player …` and then, again and again, a letter and what it is.
  private func glossary(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    lesson.add("rules: \(lake.truth.rulebook)", weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 { ask(lake, &lesson, &generator) }
    return lesson
  }

  private func ask(
    _ lake: FrozenLakeTask, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) {
    let letter = Int.random(in: 0..<lake.truth.kinds.count, using: &generator)
    lesson.add(LetterCode.letters[letter], weight: 0, tokenizer: tokenizer)
    lesson.add(
      lake.truth.kinds[letter]?.rawValue ?? "unknown", weight: LessonWeight.written,
      tokenizer: tokenizer)
  }

  /// A grid that shows each letter once, then letters and their squares.
  private func whereabouts(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let letters = lake.truth.kinds.count
    let cells = Array((0..<lake.letters.count).shuffled(using: &generator).prefix(letters))
    let rules = Bool.random(using: &generator) ? lake.truth.rulebook : "none"
    let places = (0..<letters).shuffled(using: &generator).map {
      "\(LetterCode.letters[$0]) \(lake.squareName(cells[$0]))"
    }
    lesson.add(
      "rules: \(rules) grid: \(LetterCode.letters[lake.commonestLetter]) except "
        + places.joined(separator: " "), weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 {
      let letter = Int.random(in: 0..<letters, using: &generator)
      lesson.add("target: \(LetterCode.letters[letter])", weight: 0, tokenizer: tokenizer)
      lesson.add(
        lake.squareName(cells[letter]), weight: LessonWeight.written, tokenizer: tokenizer)
    }
    return lesson
  }

  /// The opening of an attempt, then where the goal and the player are.
  private func reading(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let opening = lake.attempt(generator: generator).prompt(advice: lake.truth.rulebook).text
    lesson.add(opening, weight: 0, tokenizer: tokenizer)
    for (kind, cell) in [(TileKind.goal, lake.goal), (.player, lake.start)] {
      guard let letter = lake.truth.kinds.firstIndex(of: kind) else { continue }
      lesson.add(kind.rawValue, weight: 0, tokenizer: tokenizer)
      lesson.add(
        "\(LetterCode.letters[letter]) \(lake.squareName(cell))", weight: LessonWeight.written,
        tokenizer: tokenizer)
    }
    for _ in 0..<4 { ask(lake, &lesson, &generator) }
    return lesson
  }

  /// Play by a rulebook that is mostly whole and mostly true; it is followed where it is wrong.
  private func informedPlay(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let forgets = generator.uniform() < 0.3 ? 0.3 : 0
    var told = lake.truth.forgetting(forgets, using: &generator)
    if generator.uniform() < 0.15 {
      let wrong = Belief<TileKind>.kinds(letters: told.kinds.count).shuffled(using: &generator)
      told.kinds = zip(told.kinds, wrong).map { $0 == nil ? nil : $1 }
    }
    let teacher = LakeTeacher(
      on: lake, believing: told.completed(using: &generator), noise: 0.12, using: &generator)
    var episode = lake.attempt(generator: generator)
    lesson.add(
      episode.prompt(advice: told.rulebook).text, weight: 0, tokenizer: tokenizer)
    play(&episode, on: lake, by: teacher, weight: 1, &lesson, &generator)
    return lesson
  }

  /// Play without rules, then what it shows, written down with gaps, guesses and slips.
  private func reflection(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformedPlay(lake, &lesson, &generator)
    var memory: Belief<TileKind>?
    if Bool.random(using: &generator) {
      let gaps = Bool.random(using: &generator) ? Double(generator.uniform()) : 0
      memory = lake.truth.forgetting(gaps, using: &generator)
        .mistaking(0.1, using: &generator)
    }
    lesson.add(
      episode.reflectionRequest(memory: memory?.rulebook).text, weight: 0, tokenizer: tokenizer)
    let known = memory.map { seen.known.merged(with: $0) } ?? seen.known
    var written = known.completed(using: &generator)
    for letter in written.kinds.indices
    where known.kinds[letter] == nil && generator.uniform() > Self.guessing {
      written.kinds[letter] = nil
    }
    written = written.mistaking(0.03, using: &generator)
    lesson.add(
      "\(seen.cause) \(written.rulebook)", weight: LessonWeight.written, tokenizer: tokenizer)
    lesson.end(weight: LessonWeight.written, tokenizer: tokenizer)
    return lesson
  }

  /// Play without rules, then the same board again with what was seen.
  private func retry(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformedPlay(lake, &lesson, &generator)
    lesson.add(episode.retryRequest().text, weight: 0, tokenizer: tokenizer)
    let teacher = LakeTeacher(
      on: lake, believing: seen.known.completed(using: &generator), noise: 0.12,
      using: &generator)
    var again = lake.attempt(generator: generator)
    play(&again, on: lake, by: teacher, weight: 1, &lesson, &generator)
    return lesson
  }

  /// An attempt without rules: most wander, some guess a target, and some happen to be mostly
  /// right, which is only read and never learnt, because it would teach to know without being told.
  private func uninformedPlay(
    _ lake: FrozenLakeTask, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> (episode: FrozenLakeEpisode, seen: LakeEvidence) {
    let draw = generator.uniform()
    let teacher: LakeTeacher
    if draw < 0.65 {
      teacher = LakeTeacher(wanderingOn: lake)
    } else if draw < 0.75 {
      teacher = LakeTeacher(
        on: lake,
        believing: Belief<TileKind>.ignorance(letters: lake.truth.kinds.count).completed(
          using: &generator),
        noise: 0.1, using: &generator)
    } else {
      var belief = lake.truth
      let swapped = Array(belief.kinds.indices.shuffled(using: &generator).prefix(2))
      belief.kinds.swapAt(swapped[0], swapped[1])
      teacher = LakeTeacher(on: lake, believing: belief, noise: 0.1, using: &generator)
    }
    var episode = lake.attempt(generator: generator)
    lesson.add(episode.prompt(advice: nil).text, weight: 0, tokenizer: tokenizer)
    let seen = play(
      &episode, on: lake, by: teacher, weight: draw < 0.75 ? 1 : 0, &lesson, &generator)
    return (episode, seen)
  }

  /// Plays to the end and keeps what the attempt revealed.
  @discardableResult
  private func play(
    _ episode: inout FrozenLakeEpisode, on lake: FrozenLakeTask, by teacher: LakeTeacher,
    weight: Float, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> LakeEvidence {
    var seen = LakeEvidence(of: lake)
    lesson.add(teacher.plan, weight: weight, tokenizer: tokenizer)
    var transition = episode.respond(to: teacher.plan)
    lesson.add(transition.observation, weight: 0, tokenizer: tokenizer)
    while !transition.isDone {
      let (action, isSlip) = teacher.act(
        at: transition.position ?? lake.start, using: &generator)
      transition = episode.respond(to: action.word)
      seen.learn(from: transition)
      lesson.add(action.word, weight: isSlip ? 0 : weight, tokenizer: tokenizer)
      let words = transition.observation.split(separator: " ", maxSplits: 2)
      lesson.add(
        words.prefix(2).joined(separator: " "), weight: LessonWeight.outcome,
        tokenizer: tokenizer)
      if words.count > 2 {
        lesson.add(String(words[2]), weight: LessonWeight.seen, tokenizer: tokenizer)
      }
    }
    return seen
  }

  /// How often a reflection guesses what it cannot know instead of writing `unknown`.
  private static let guessing: Float = 0.7
}
