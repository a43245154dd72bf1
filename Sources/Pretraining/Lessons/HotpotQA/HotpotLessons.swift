import Environments
import RLCore

/// Texts from which a small model learns to look things up by a rulebook, in worlds whose letters
/// mean something else in every text, and to write down what an attempt reveals.
package struct HotpotLessons: Sendable {
  package enum Kind: Sendable, CaseIterable {
    /// Which letter leads to what, asked of a rulebook.
    case glossary
    /// Which letter of a paragraph leads to a kind, and to whom.
    case lookup
    /// An attempt with a rulebook.
    case informed
    /// An attempt without one, then a reflection on it.
    case reflection
    /// An attempt without one, then the same question again.
    case retry
  }

  private let worlds = HotpotWorlds()
  private let tokenizer: any TextTokenizer

  package init(tokenizer: any TextTokenizer) {
    self.tokenizer = tokenizer
  }

  /// Writes one text.
  package func lesson(_ kind: Kind, using generator: inout SeededGenerator) -> Lesson {
    let scene = worlds.next(using: &generator)
    return switch kind {
    case .glossary: glossary(scene, &generator)
    case .lookup: lookup(scene, &generator)
    case .informed: informed(scene, &generator)
    case .reflection: reflection(scene, &generator)
    case .retry: retry(scene, &generator)
    }
  }

  private typealias Scene = HotpotWorlds.Scene

  // MARK: - Looking up

  /// `rules: A place B person …` and then, again and again, a letter and a kind, either one first.
  private func glossary(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    lesson.add("rules: \(scene.truth.rulebook)", weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 {
      let index = generator.index(below: scene.kinds.count)
      let pair = [RelationCode.letters[index], scene.kinds[index].rawValue]
      let order = generator.uniform() < 0.5 ? pair : pair.reversed()
      lesson.add(order[0], weight: 0, tokenizer: tokenizer)
      lesson.add(order[1], weight: LessonWeight.written, tokenizer: tokenizer)
    }
    return lesson
  }

  /// A rulebook and what searches found, then `search: Kara person A Tavi` again and again.
  private func lookup(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let shown = generator.uniform() < 0.7 ? 1 : 2
    let entities = generator.permutation(of: scene.world.entities.count).prefix(shown)
    let results = entities.map { scene.world.paragraph(of: $0) }
      .map { "results: \($0.title) \($0.text) turn:" }.joined(separator: " ")
    lesson.add(
      "rules: \(scene.truth.rulebook) \(results)", weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 {
      let entity = entities[generator.index(below: entities.count)]
      let letter = generator.index(below: scene.kinds.count)
      let target = scene.world.entities[entity].relations[letter]
      lesson.add(
        "search: \(scene.name(entity)) \(scene.kinds[letter].rawValue)", weight: 0,
        tokenizer: tokenizer)
      lesson.add(
        "\(RelationCode.letters[letter]) \(scene.name(target))", weight: LessonWeight.written,
        tokenizer: tokenizer)
    }
    return lesson
  }

  // MARK: - Attempts

  /// An attempt by a rulebook that is mostly whole and mostly true; it is followed where it is
  /// wrong.
  private func informed(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let forgets = generator.uniform() < 0.3 ? 0.3 : 0
    var told = scene.truth.forgetting(forgets, using: &generator)
    if generator.uniform() < 0.15 {
      let wrong = scene.kinds.shuffled(using: &generator)
      told.kinds = zip(told.kinds, wrong).map { $0 == nil ? nil : $1 }
    }
    let teacher = HotpotTeacher(
      on: scene, believing: told.completed(from: scene.kinds, using: &generator), noise: 0.1)
    var episode = scene.task.attempt()
    lesson.add(
      episode.prompt(advice: told.rulebook).text, weight: 0, tokenizer: tokenizer)
    play(teacher.turns(using: &generator), of: &episode, in: scene, weight: 1, &lesson)
    return lesson
  }

  /// An attempt without rules, then what it shows, written down with gaps, guesses and slips.
  private func reflection(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformed(scene, &lesson, &generator)
    let memory = scene.truth.remembered(using: &generator)
    lesson.add(
      episode.reflectionRequest(memory: memory?.rulebook).text, weight: 0, tokenizer: tokenizer)
    let known = memory.map { seen.known.merged(with: $0) } ?? seen.known
    let written = known.written(
      completing: { $0.completed(from: scene.kinds, using: &$1) }, using: &generator)
    lesson.add(written.rulebook, weight: LessonWeight.written, tokenizer: tokenizer)
    lesson.end(weight: LessonWeight.written, tokenizer: tokenizer)
    return lesson
  }

  /// An attempt without rules, then the same question again with what was seen.
  private func retry(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformed(scene, &lesson, &generator)
    lesson.add(episode.retryRequest().text, weight: 0, tokenizer: tokenizer)
    let teacher = HotpotTeacher(
      on: scene, believing: seen.known.completed(from: scene.kinds, using: &generator), noise: 0.1)
    var again = scene.task.attempt()
    play(teacher.turns(using: &generator), of: &again, in: scene, weight: 1, &lesson)
    return lesson
  }

  /// An attempt without rules: most take letters at random, some first try others, and some happen
  /// to be mostly right; the last two are only read and never learnt, because they would teach to
  /// know without being told.
  private func uninformed(
    _ scene: Scene, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> (episode: HotpotEpisode, seen: HotpotEvidence) {
    let draw = generator.uniform()
    var belief = Belief<EntityKind>.ignorance(letters: scene.kinds.count)
      .completed(from: scene.kinds, using: &generator)
    if draw > 0.85 {
      belief = scene.truth
      let swapped = generator.permutation(of: scene.kinds.count)
      belief.kinds.swapAt(swapped[0], swapped[1])
    }
    let detours = (0.7..<0.85).contains(draw) ? 1 + generator.index(below: 2) : 0
    let teacher = HotpotTeacher(on: scene, believing: belief, noise: 0)
    var episode = scene.task.attempt()
    lesson.add(episode.prompt(advice: nil).text, weight: 0, tokenizer: tokenizer)
    let seen = play(
      teacher.turns(detours: detours, using: &generator), of: &episode, in: scene,
      weight: draw < 0.7 ? 1 : 0, &lesson)
    return (episode, seen)
  }

  /// Plays turns to the end and keeps what they revealed.
  @discardableResult
  private func play(
    _ turns: [HotpotTeacher.Turn], of episode: inout HotpotEpisode, in scene: Scene,
    weight: Float, _ lesson: inout Lesson
  ) -> HotpotEvidence {
    var seen = HotpotEvidence(letters: scene.kinds.count)
    for turn in turns {
      let text = turn.text(in: scene)
      let transition = episode.respond(to: text)
      lesson.add(text, weight: turn.isSlip ? 0 : weight, tokenizer: tokenizer)
      lesson.add(
        transition.observation,
        weight: transition.isDone ? LessonWeight.outcome : LessonWeight.seen,
        tokenizer: tokenizer)
      if let letter = turn.letter {
        seen.learn(letter: letter, leadsTo: scene.world.entities[turn.target].kind)
      }
      if transition.isDone { break }
    }
    return seen
  }
}
