import Environments
import RLCore

/// Texts about boards whose letters mean something else in every text: how to use a rulebook, and
/// how to write down what an attempt reveals.
///
/// A world says how somebody plays on it and how they go wrong; the texts are alike on all.
protocol GridLessons: Sendable {
  associatedtype Task where Task == Evidence.Task
  associatedtype Teacher: GridTeacher
  associatedtype Evidence: GridEvidence

  typealias Letters = Belief<Task.Code.Kind>

  var tokenizer: any TextTokenizer { get }
  /// The word behind which a letter and its square are asked for.
  var placeKeyword: String { get }
  /// Share of the rulebooks that have gaps.
  var gapShare: Float { get }
  /// Share of the rulebooks that are wrong.
  var confusedShare: Float { get }

  /// Fills what is unknown with guesses.
  func completed(
    _ belief: Letters, on task: Task, using generator: inout SeededGenerator
  ) -> Letters
  /// What is known, with kinds taken for one another.
  func confused(
    _ belief: Letters, on task: Task, using generator: inout SeededGenerator
  ) -> Letters
  /// Somebody who plays by a belief, with slips.
  func teacher(
    on task: Task, believing belief: Letters, using generator: inout SeededGenerator
  ) -> Teacher
  /// Somebody who has no rules, and whether their play is learnt and not only read.
  func teacherWithoutRules(
    on task: Task, using generator: inout SeededGenerator
  ) -> (teacher: Teacher, isLearnt: Bool)
}

// MARK: - Play

extension GridLessons {
  /// Play by a rulebook that is mostly whole and mostly true; it is followed where it is wrong.
  func informedPlay(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let forgets = generator.uniform() < gapShare ? 0.3 : 0
    var told = task.truth.forgetting(forgets, using: &generator)
    if generator.uniform() < confusedShare { told = confused(told, on: task, using: &generator) }
    let guess = completed(told, on: task, using: &generator)
    let teacher = teacher(on: task, believing: guess, using: &generator)
    var episode = task.attempt(generator: generator)
    lesson.add(episode.prompt(advice: told.rulebook).text, weight: 0, tokenizer: tokenizer)
    play(&episode, on: task, by: teacher, weight: 1, &lesson, &generator)
    return lesson
  }

  /// Play without rules, then what it shows, written down with gaps, guesses and slips.
  func reflection(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformedPlay(task, &lesson, &generator)
    let memory = task.truth.remembered(using: &generator)
    lesson.add(
      episode.reflectionRequest(memory: memory?.rulebook).text, weight: 0, tokenizer: tokenizer)
    let known = memory.map { seen.known.merged(with: $0) } ?? seen.known
    let written = known.written(
      completing: { completed($0, on: task, using: &$1) }, using: &generator)
    lesson.add(
      "\(seen.cause) \(written.rulebook)", weight: LessonWeight.written, tokenizer: tokenizer)
    lesson.end(weight: LessonWeight.written, tokenizer: tokenizer)
    return lesson
  }

  /// Play without rules, then the same board again with what was seen.
  func retry(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen) = uninformedPlay(task, &lesson, &generator)
    lesson.add(episode.retryRequest().text, weight: 0, tokenizer: tokenizer)
    let guess = completed(seen.known, on: task, using: &generator)
    let teacher = teacher(on: task, believing: guess, using: &generator)
    var again = task.attempt(generator: generator)
    play(&again, on: task, by: teacher, weight: 1, &lesson, &generator)
    return lesson
  }

  /// An attempt without rules, and what it revealed.
  private func uninformedPlay(
    _ task: Task, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> (episode: Task.Episode, seen: Evidence) {
    let (teacher, isLearnt) = teacherWithoutRules(on: task, using: &generator)
    var episode = task.attempt(generator: generator)
    lesson.add(episode.prompt(advice: nil).text, weight: 0, tokenizer: tokenizer)
    let seen = play(
      &episode, on: task, by: teacher, weight: isLearnt ? 1 : 0, &lesson, &generator)
    return (episode, seen)
  }

  /// Plays to the end and keeps what the attempt revealed.
  @discardableResult
  private func play(
    _ episode: inout Task.Episode, on task: Task, by teacher: Teacher, weight: Float,
    _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> Evidence {
    var teacher = teacher
    var seen = Evidence(of: task)
    lesson.add(teacher.plan, weight: weight, tokenizer: tokenizer)
    var transition = episode.respond(to: teacher.plan)
    lesson.add(transition.observation, weight: 0, tokenizer: tokenizer)
    while !transition.isDone {
      let square = transition.position ?? episode.position ?? 0
      let (action, isSlip) = teacher.act(at: square, using: &generator)
      teacher.follow(action)
      transition = episode.respond(to: action.word)
      seen.learn(from: transition)
      lesson.add(action.word, weight: isSlip ? 0 : weight, tokenizer: tokenizer)
      // What was met and what came of it, then what is seen from there.
      let words = transition.observation.split(separator: " ", maxSplits: 2)
      lesson.add(
        words.prefix(2).joined(separator: " "), weight: LessonWeight.outcome, tokenizer: tokenizer)
      if words.count > 2 {
        lesson.add(String(words[2]), weight: LessonWeight.seen, tokenizer: tokenizer)
      }
    }
    return seen
  }
}
