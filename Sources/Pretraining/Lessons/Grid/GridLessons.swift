import Environments
import RLCore

/// Texts about boards whose letters mean something else in every text: how to use notes, and how to
/// write down what an attempt reveals.
///
/// A world says how somebody plays on it and how they go wrong; the texts are alike on all.
protocol GridLessons: Sendable {
  associatedtype Task where Task == Evidence.Task
  associatedtype Teacher: GridTeacher
  associatedtype Evidence: GridEvidence

  typealias Letters = Belief<Task.Code.Kind>
  typealias Writer = NoteWriter<Task.Code.Kind>

  var tokenizer: any TextTokenizer { get }
  /// The plan of whoever goes a way that they were told.
  var followingPlan: String { get }
  /// Share of the notes that are whole, in the first phrasings and the order of letters.
  var plainShare: Float { get set }
  /// How often reflections are on successes, and give ways.
  var shares: ReflectionShares { get }
  /// Share of the notes that have gaps.
  var gapShare: Float { get }
  /// Share of the notes that are wrong.
  var confusedShare: Float { get }

  /// Who writes notes about a task.
  func writer(on task: Task) -> Writer
  /// How attempts at a task may have ended, as far as its letters go.
  func endings(on task: Task) -> [Writer.Ending]
  /// Fills what is unknown with guesses.
  func completed(
    _ belief: Letters, on task: Task, using generator: inout SeededGenerator
  ) -> Letters
  /// What is known, with kinds taken for one another.
  func confused(
    _ belief: Letters, on task: Task, using generator: inout SeededGenerator
  ) -> Letters
  /// Somebody who plays by a belief, with a share of slips.
  func teacher(
    on task: Task, believing belief: Letters, noise: Double,
    using generator: inout SeededGenerator
  ) -> Teacher
  /// Somebody who has no notes, and whether their play is learnt and not only read.
  func teacherWithoutRules(
    on task: Task, using generator: inout SeededGenerator
  ) -> (teacher: Teacher, isLearnt: Bool)
}

/// How often reflections in lessons are on successes, and give ways.
struct ReflectionShares: Sendable {
  /// Of the reflections, those on attempts of somebody who knows the rules: without them a model
  /// would hardly read of a success, nor write the way down that led to it.
  var skilled: Float
  /// Of the successes, those whose way is written down.
  var gone: Float
  /// Of the failures, those after which a way is thought out and written down.
  var planned: Float
  /// Of the attempts of somebody who knows the rules, those that were told them.
  var told: Float = 0
}

/// Slips of somebody who plays by notes.
private let usualNoise = 0.12

// MARK: - Play

extension GridLessons {
  /// Play by notes that are mostly whole and mostly true; they are followed where they are wrong,
  /// and so is a way that they give.
  func informedPlay(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (note, way) = advice(on: task, &generator)
    let isIgnorant = note.said.kinds.allSatisfy { $0 == nil }
    let teacher =
      isIgnorant
      ? teacherWithoutRules(on: task, using: &generator).teacher
      : teacher(
        on: task, believing: completed(note.said, on: task, using: &generator), noise: usualNoise,
        using: &generator)
    let episode = task.attempt(generator: generator)
    lesson.add(episode.prompt(advice: note.text).text, weight: 0, tokenizer: tokenizer)
    if let way {
      let follower = WayFollower(way, plan: followingPlan, otherwise: teacher)
      play(episode, on: task, by: follower, weight: 1, &lesson, &generator)
    } else {
      play(episode, on: task, by: teacher, weight: isIgnorant ? 0 : 1, &lesson, &generator)
    }
    return lesson
  }

  /// What somebody was told before an attempt.
  private func advice(
    on task: Task, _ generator: inout SeededGenerator
  ) -> (note: Writer.Note, way: GridWay?) {
    if generator.uniform() < plainShare {
      return (Writer.Note(sentences: [task.trueRules], said: task.truth), nil)
    }
    var told = task.truth.forgetting(
      generator.uniform() < gapShare ? 0.3 : 0, using: &generator)
    told = told.merged(with: Evidence(of: task).known)
    if generator.uniform() < confusedShare { told = confused(told, on: task, using: &generator) }
    let guesses = completed(told, on: task, using: &generator)
    var note = writer(on: task).note(
      known: told, guesses: guesses, ending: endings(on: task).randomElement(using: &generator),
      using: &generator)
    guard generator.uniform() < 0.2 else { return (note, nil) }
    // Mostly the way of this board, sometimes that of somebody who was wrong about it.
    let believed = generator.uniform() < 0.7 ? task.truth : guesses
    let way = plannedWay(on: task, believing: believed, &generator)
    if let way { add(way, to: &note, on: task, &generator) }
    return (note, way)
  }

  private func add(
    _ way: GridWay, to note: inout Writer.Note, on task: Task, _ generator: inout SeededGenerator
  ) {
    let phrasing = generator.uniform() < 0.7 ? 0 : 1
    note.sentences.append(way.sentence(in: task, phrasing: phrasing))
  }

  /// Play without notes, then what it shows, written down with gaps, guesses and slips.
  func reflection(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen, gone) =
      shares.skilled > 0 && generator.uniform() < shares.skilled
      ? skilledPlay(task, &lesson, &generator) : uninformedPlay(task, &lesson, &generator)
    let memory = task.truth.remembered(using: &generator).map { memory in
      writer(on: task).note(known: memory, guesses: memory, ending: nil, using: &generator)
    }
    lesson.add(
      episode.reflectionRequest(memory: memory?.text).text, weight: 0, tokenizer: tokenizer)
    let known = memory.map { seen.known.merged(with: $0.said) } ?? seen.known
    let guesses = completed(known, on: task, using: &generator)
    var note = writer(on: task).note(
      known: known, guesses: guesses, ending: seen.ending, using: &generator)
    if let gone, generator.uniform() < shares.gone {
      add(gone, to: &note, on: task, &generator)
    } else if gone == nil, generator.uniform() < shares.planned,
      let way = plannedWay(on: task, believing: guesses, &generator)
    {
      add(way, to: &note, on: task, &generator)
    }
    lesson.add(note.text, weight: LessonWeight.written, tokenizer: tokenizer)
    lesson.end(weight: LessonWeight.written, tokenizer: tokenizer)
    return lesson
  }

  /// Play without notes, then the same board again with what was seen.
  func retry(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, seen, _) = uninformedPlay(task, &lesson, &generator)
    lesson.add(episode.retryRequest().text, weight: 0, tokenizer: tokenizer)
    let guess = completed(seen.known, on: task, using: &generator)
    let teacher = teacher(on: task, believing: guess, noise: usualNoise, using: &generator)
    let again = task.attempt(generator: generator)
    play(again, on: task, by: teacher, weight: 1, &lesson, &generator)
    return lesson
  }

  /// An attempt of somebody who knows the rules, told them or not, which is only read, and the way
  /// that won it, if it was won.
  func skilledPlay(
    _ task: Task, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> (episode: Task.Episode, seen: Evidence, gone: GridWay?) {
    let teacher = teacher(on: task, believing: task.truth, noise: 0.05, using: &generator)
    let episode = task.attempt(generator: generator)
    let isTold = shares.told > 0 && generator.uniform() < shares.told
    let advice = isTold ? note(on: task, &generator).text : nil
    lesson.add(episode.prompt(advice: advice).text, weight: 0, tokenizer: tokenizer)
    let played = play(episode, on: task, by: teacher, weight: 0, &lesson, &generator)
    return (played.episode, played.seen, played.outcome == .solved ? played.way : nil)
  }

  /// An attempt without notes, what it revealed, and the way that won it, if it was won.
  private func uninformedPlay(
    _ task: Task, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> (episode: Task.Episode, seen: Evidence, gone: GridWay?) {
    let (teacher, isLearnt) = teacherWithoutRules(on: task, using: &generator)
    let episode = task.attempt(generator: generator)
    lesson.add(episode.prompt(advice: nil).text, weight: 0, tokenizer: tokenizer)
    let played = play(
      episode, on: task, by: teacher, weight: isLearnt ? 1 : 0, &lesson, &generator)
    return (played.episode, played.seen, played.outcome == .solved ? played.way : nil)
  }

  /// The way that somebody would go who believes something; none where that leads nowhere.
  private func plannedWay(
    on task: Task, believing belief: Letters, _ generator: inout SeededGenerator
  ) -> GridWay? {
    var unread = Lesson(tokenizer)
    let teacher = teacher(on: task, believing: belief, noise: 0, using: &generator)
    let played = play(
      task.attempt(generator: generator), on: task, by: teacher, weight: 0, &unread, &generator)
    return played.outcome == .exhausted ? nil : played.way
  }
}

// MARK: - Turns

/// What came of an attempt that a teacher played.
struct PlayedLesson<Lessons: GridLessons> {
  var episode: Lessons.Task.Episode
  var seen: Lessons.Evidence
  var outcome: TurnOutcome
  /// The moves that led on; `nil` where two different ones were made from one square.
  var way: GridWay?
}

extension GridLessons {
  /// Plays to the end and keeps what the attempt revealed.
  @discardableResult
  private func play(
    _ begun: Task.Episode, on task: Task, by teacher: some GridTeacher, weight: Float,
    _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) -> PlayedLesson<Self> {
    var (episode, teacher, way) = (begun, teacher, GridWay())
    var seen = Evidence(of: task)
    lesson.add(teacher.plan, weight: weight, tokenizer: tokenizer)
    var transition = episode.respond(to: teacher.plan)
    lesson.add(transition.observation, weight: 0, tokenizer: tokenizer)
    while !transition.isDone {
      let square = transition.position ?? begun.position ?? 0
      let (action, isSlip) = teacher.act(at: square, using: &generator)
      teacher.follow(action)
      transition = episode.respond(to: action.word)
      seen.learn(from: transition)
      if transition.position != square || transition.outcome == .failed {
        way.steps.append(GridWay.Step(square: square, direction: action))
      }
      lesson.add(action.word, weight: isSlip ? 0 : weight, tokenizer: tokenizer)
      add(observation: transition.observation, to: &lesson)
    }
    return PlayedLesson(
      episode: episode, seen: seen, outcome: transition.outcome, way: way.isPlain ? way : nil)
  }

  /// What came of a move counts more than what is seen from there.
  private func add(observation: String, to lesson: inout Lesson) {
    let end = observation.firstIndex(of: ".").map { observation.index(after: $0) }
    let (story, view) = (
      observation[..<(end ?? observation.endIndex)], observation[(end ?? observation.endIndex)...]
    )
    lesson.add(String(story), weight: LessonWeight.outcome, tokenizer: tokenizer)
    if !view.isEmpty {
      lesson.add(String(view), weight: LessonWeight.seen, tokenizer: tokenizer)
    }
  }
}

extension GridWay {
  /// Whether there is a way at all, and one move alone from each square.
  var isPlain: Bool { !steps.isEmpty && Set(steps.map(\.square)).count == steps.count }
}
