import Environments
import RLCore

/// Texts from which a small model learns to look things up by notes, in worlds whose relations
/// mean something else in every text, and to write down what an attempt reveals.
package struct HotpotLessons: Sendable {
  package enum Kind: Sendable, CaseIterable {
    /// Which relation leads to what, asked of notes.
    case glossary
    /// Which relation of a paragraph leads to a kind, and to whom.
    case lookup
    /// An attempt with notes.
    case informed
    /// An attempt without one, then a reflection on it.
    case reflection
    /// An attempt without one, then the same question again.
    case retry
  }

  /// Share of the notes that are whole and in the first phrasings.
  var plainShare: Float = 0.25
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

  /// Notes, and then, again and again, a relation and what it leads to.
  private func glossary(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let note = note(on: scene, &generator)
    let known = scene.kinds.indices.filter { note.said.kinds[$0] != nil }
    lesson.add("Advice: \(note.text)", weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 {
      guard let index = known.randomElement(using: &generator), let kind = note.said.kinds[index]
      else { break }
      let name = RelationCode.names[index]
      if generator.uniform() < 0.5 {
        lesson.add("\(name):", weight: 0, tokenizer: tokenizer)
        lesson.add("\(kind.rawValue).", weight: LessonWeight.written, tokenizer: tokenizer)
      } else {
        lesson.add("has a \(kind.rawValue)", weight: 0, tokenizer: tokenizer)
        lesson.add(name, weight: LessonWeight.written, tokenizer: tokenizer)
      }
    }
    return lesson
  }

  /// Notes and what searches found, then `Kara has a person ⟨maker Tavi so now I search Tavi⟩` again and
  /// again.
  private func lookup(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let note = note(on: scene, &generator)
    let shown = generator.uniform() < 0.7 ? 1 : 2
    let entities = generator.permutation(of: scene.world.entities.count).prefix(shown)
    let results = entities.map { "Found: \(scene.world.paragraph(of: $0).text) Turn:" }
      .joined(separator: " ")
    lesson.add("Advice: \(note.text) \(results)", weight: 0, tokenizer: tokenizer)
    let known = scene.kinds.indices.filter { note.said.kinds[$0] == scene.kinds[$0] }
    for _ in 0..<10 {
      guard let letter = known.randomElement(using: &generator) else { break }
      let entity = entities[generator.index(below: entities.count)]
      let target = scene.name(scene.world.entities[entity].relations[letter])
      let name = RelationCode.names[letter]
      lesson.add(
        "\(scene.name(entity)) has a \(scene.kinds[letter].rawValue)", weight: 0,
        tokenizer: tokenizer)
      let isAnswer = Bool.random(using: &generator)
      lesson.add(
        isAnswer
          ? CompactLanguage.answer("\(name) \(target)", target)
          : CompactLanguage.search("\(name) \(target)", target),
        weight: LessonWeight.written, tokenizer: tokenizer)
    }
    return lesson
  }

  /// Notes of somebody who knows everything.
  private func note(on scene: Scene, _ generator: inout SeededGenerator) -> Writer.Note {
    guard generator.uniform() >= plainShare else {
      return Writer.Note(sentences: [scene.task.trueRules], said: scene.truth)
    }
    return writer.note(
      known: scene.truth, guesses: scene.truth, ending: ending(&generator), using: &generator)
  }

  private typealias Writer = NoteWriter<EntityKind>

  private var writer: Writer {
    Writer(phrasebook: CompactLanguage.language.phrasebook, plain: [])
  }

  /// How some attempt may have ended, which says nothing of any relation.
  private func ending(_ generator: inout SeededGenerator) -> Writer.Ending? {
    ["right", "wrong", "wrong", "timeout"].randomElement(using: &generator).map {
      Writer.Ending(result: $0)
    }
  }

  // MARK: - Attempts

  /// An attempt by notes that are mostly whole and mostly true; they are followed where they are
  /// wrong, and so is an answer that they give.
  private func informed(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    var (note, answer) = advice(on: scene, &generator)
    if let answer { note.sentences.append(told(answer, &generator)) }
    var episode = scene.task.attempt()
    lesson.add(
      episode.prompt(advice: note.text).text, weight: 0, tokenizer: tokenizer)
    if let answer {
      let text = CompactLanguage.toldAnswer(answer)
      lesson.add(text, weight: LessonWeight.written, tokenizer: tokenizer)
      lesson.add(
        episode.respond(to: text).observation, weight: LessonWeight.outcome, tokenizer: tokenizer)
      return lesson
    }
    let isIgnorant = note.said.kinds.allSatisfy { $0 == nil }
    let teacher = HotpotTeacher(
      on: scene, believing: note.said.completed(from: scene.kinds, using: &generator), noise: 0.1)
    play(
      teacher.turns(using: &generator), of: &episode, in: scene, weight: isIgnorant ? 0 : 1,
      &lesson)
    return lesson
  }

  /// What somebody was told before an attempt, and the answer, if they were told one: mostly that
  /// of this question, else some other's.
  private func advice(
    on scene: Scene, _ generator: inout SeededGenerator
  ) -> (note: Writer.Note, answer: String?) {
    if generator.uniform() < plainShare {
      return (Writer.Note(sentences: [scene.task.trueRules], said: scene.truth), nil)
    }
    var known = scene.truth.forgetting(generator.uniform() < 0.3 ? 0.3 : 0, using: &generator)
    if generator.uniform() < 0.15 {
      let wrong = scene.kinds.shuffled(using: &generator)
      known.kinds = zip(known.kinds, wrong).map { $0 == nil ? nil : $1 }
    }
    let note = writer.note(
      known: known, guesses: known.completed(from: scene.kinds, using: &generator),
      ending: ending(&generator), using: &generator)
    guard generator.uniform() < 0.12 else { return (note, nil) }
    let isRight = generator.uniform() < 0.7
    let answer =
      isRight
      ? scene.world.answer(to: scene.question)
      : generator.index(below: scene.world.entities.count)
    return (note, scene.name(answer))
  }

  private func told(_ answer: String, _ generator: inout SeededGenerator) -> String {
    let phrasings = CompactLanguage.language.phrasebook.endings["told"] ?? []
    let phrasing = phrasings[generator.uniform() < 0.7 ? 0 : 1]
    return Phrasebook.filled(phrasing, "", name: answer)
  }

  /// An attempt without notes, then what it shows, written down with gaps, guesses and slips; an
  /// answer that was right is sometimes given away.
  private func reflection(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen, answer) = uninformed(scene, &lesson, &generator)
    let memory = scene.truth.remembered(using: &generator).map { memory in
      writer.note(known: memory, guesses: memory, ending: nil, using: &generator)
    }
    lesson.add(
      episode.reflectionRequest(memory: memory?.text).text, weight: 0, tokenizer: tokenizer)
    let known = memory.map { seen.known.merged(with: $0.said) } ?? seen.known
    var note = writer.note(
      known: known, guesses: known.completed(from: scene.kinds, using: &generator),
      ending: Writer.Ending(result: answer.isRight ? "right" : "wrong"), using: &generator)
    if generator.uniform() < (answer.isRight ? 0.25 : 0.04) {
      note.sentences.append(told(answer.name, &generator))
    }
    lesson.add(note.text, weight: LessonWeight.written, tokenizer: tokenizer)
    lesson.end(weight: LessonWeight.written, tokenizer: tokenizer)
    return lesson
  }

  /// An attempt without notes, then the same question again with what was seen.
  private func retry(_ scene: Scene, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen, _) = uninformed(scene, &lesson, &generator)
    lesson.add(episode.retryRequest().text, weight: 0, tokenizer: tokenizer)
    let teacher = HotpotTeacher(
      on: scene, believing: seen.known.completed(from: scene.kinds, using: &generator), noise: 0.1)
    var again = scene.task.attempt()
    play(teacher.turns(using: &generator), of: &again, in: scene, weight: 1, &lesson)
    return lesson
  }

  /// An attempt without notes: most take relations at random, some first try others, and some happen
  /// to be mostly right; the last two are only read and never learnt, because they would teach to
  /// know without being told.
  private func uninformed(
    _ scene: Scene, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> (episode: HotpotEpisode, seen: HotpotEvidence, answer: (name: String, isRight: Bool)) {
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
    let turns = teacher.turns(detours: detours, using: &generator)
    let seen = play(turns, of: &episode, in: scene, weight: draw < 0.7 ? 1 : 0, &lesson)
    let last = turns.last?.target ?? 0
    return (
      episode, seen, (scene.name(last), last == scene.world.answer(to: scene.question))
    )
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
