import Environments
import RLCore

/// Texts from which a small model learns to use a rulebook in a room whose letters mean something
/// else in every text, and to write down what an attempt reveals.
package struct RoomLessons: Sendable {
  package enum Kind: Sendable, CaseIterable {
    /// Which letter is what, asked of a rulebook.
    case glossary
    /// Where a letter is, asked of a grid.
    case whereabouts
    /// Where box, goal and player are, asked of both.
    case reading
    /// One plan, and the best move from many places.
    case drill
    /// Play with a rulebook.
    case informedPlay
    /// Play without one, then a reflection on it.
    case reflection
    /// Play without one, then the same room again.
    case retry
  }

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

  /// Play by a rulebook that is mostly whole and mostly true; it is followed where it is wrong.
  private func informedPlay(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let forgets = generator.uniform() < 0.2 ? 0.3 : 0
    var told = task.truth.forgetting(forgets, using: &generator)
    if generator.uniform() < 0.1 { told = confused(told, on: task, using: &generator) }
    let teacher = RoomTeacher(
      on: task, believing: completed(told, on: task, using: &generator), noise: 0.12)
    var episode = task.attempt()
    lesson.add(episode.prompt(advice: told.rulebook).text, weight: 0, tokenizer: tokenizer)
    play(&episode, on: task, by: teacher, weight: 1, &lesson, &generator)
    return lesson
  }

  /// Play without rules, then what it shows, written down with gaps, guesses and slips.
  private func reflection(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformedPlay(task, &lesson, &generator)
    var memory: Belief<SokobanKind>?
    if Bool.random(using: &generator) {
      let gaps = Bool.random(using: &generator) ? Double(generator.uniform()) : 0
      memory = task.truth.forgetting(gaps, using: &generator).mistaking(0.1, using: &generator)
    }
    lesson.add(
      episode.reflectionRequest(memory: memory?.rulebook).text, weight: 0, tokenizer: tokenizer)
    let known = memory.map { seen.known.merged(with: $0) } ?? seen.known
    var written = completed(known, on: task, using: &generator)
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

  /// Play without rules, then the same room again with what was seen.
  private func retry(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformedPlay(task, &lesson, &generator)
    lesson.add(episode.retryRequest().text, weight: 0, tokenizer: tokenizer)
    let teacher = RoomTeacher(
      on: task, believing: completed(seen.known, on: task, using: &generator), noise: 0.12)
    var again = task.attempt()
    play(&again, on: task, by: teacher, weight: 1, &lesson, &generator)
    return lesson
  }

  /// An attempt without rules: most wander, some may guess, and some happen to be nearly right,
  /// which is only read and never learnt, because it would teach to know without being told.
  private func uninformedPlay(
    _ task: SokobanTask, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> (episode: SokobanEpisode, seen: RoomEvidence) {
    let draw = generator.uniform()
    let teacher: RoomTeacher
    if draw < Self.ownPlay - guesses {
      teacher = RoomTeacher(wanderingOn: task)
    } else if draw < Self.ownPlay {
      let guess = completed(task.atFirstSight, on: task, using: &generator)
      teacher = RoomTeacher(on: task, believing: guess, noise: 0.1)
    } else {
      let belief = confused(task.truth, on: task, using: &generator)
      teacher = RoomTeacher(on: task, believing: belief, noise: 0.25)
    }
    var episode = task.attempt()
    lesson.add(episode.prompt(advice: nil).text, weight: 0, tokenizer: tokenizer)
    let seen = play(
      &episode, on: task, by: teacher, weight: draw < Self.ownPlay ? 1 : 0, &lesson, &generator)
    return (episode, seen)
  }

  /// Plays to the end and keeps what the attempt revealed.
  @discardableResult
  private func play(
    _ episode: inout SokobanEpisode, on task: SokobanTask, by teacher: RoomTeacher,
    weight: Float, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> RoomEvidence {
    var teacher = teacher
    var seen = RoomEvidence(of: task)
    // The same walk beside the episode, whose text the teacher need not read.
    var walk = SokobanWalk(room: task.room, budget: task.budget)
    lesson.add(teacher.plan, weight: weight, tokenizer: tokenizer)
    var transition = episode.respond(to: teacher.plan)
    lesson.add(transition.observation, weight: 0, tokenizer: tokenizer)
    while !transition.isDone {
      let (action, isSlip) = teacher.act(at: walk.player, using: &generator)
      teacher.learn(from: walk.step(action).result)
      transition = episode.respond(to: action.word)
      seen.learn(from: transition)
      lesson.add(action.word, weight: isSlip ? 0 : weight, tokenizer: tokenizer)
      let words = transition.observation.split(separator: " ", maxSplits: 2)
      lesson.add(
        words.prefix(2).joined(separator: " "), weight: LessonWeight.outcome, tokenizer: tokenizer)
      if words.count > 2 {
        lesson.add(String(words[2]), weight: LessonWeight.seen, tokenizer: tokenizer)
      }
    }
    return seen
  }

  /// Fills gaps with what is plain at first sight, then with guesses.
  private func completed(
    _ belief: Belief<SokobanKind>, on task: SokobanTask, using generator: inout SeededGenerator
  ) -> Belief<SokobanKind> {
    belief.merged(with: task.atFirstSight).completed(from: task.code.kinds, using: &generator)
  }

  /// What is known of box, goal and marks, each taken for another of them.
  private func confused(
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
  /// How often a reflection guesses what it cannot know instead of writing `unknown`.
  private static let guessing: Float = 0.7
}
