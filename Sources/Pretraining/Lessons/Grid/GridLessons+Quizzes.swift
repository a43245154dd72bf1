import Environments
import RLCore

/// Short questions that teach to look things up, before there is play.
extension GridLessons {
  /// `rules: A goal B player …` and then, again and again, a letter and what it is.
  func glossary(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    lesson.add("rules: \(task.truth.rulebook)", weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 { ask(task, &lesson, &generator) }
    return lesson
  }

  private func ask(
    _ task: Task, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) {
    let letter = generator.index(below: task.code.kinds.count)
    lesson.add(Task.Code.letters[letter], weight: 0, tokenizer: tokenizer)
    lesson.add(
      task.code.kinds[letter].rawValue, weight: LessonWeight.written, tokenizer: tokenizer)
  }

  /// A grid that shows each letter once, then letters and their squares.
  ///
  /// The squares are those that letters may be on; the opening is what stands before them, given
  /// the rules.
  func whereabouts(
    _ task: Task, on squares: some Collection<Int>, _ generator: inout SeededGenerator,
    opening: (_ rules: String) -> String
  ) -> Lesson {
    var lesson = Lesson(tokenizer)
    let letters = task.code.kinds.count
    let squares = Array(squares.shuffled(using: &generator).prefix(letters))
    let rules = Bool.random(using: &generator) ? task.truth.rulebook : GridLanguage.none
    let places = (0..<letters).shuffled(using: &generator).map { task.words($0, squares[$0]) }
    lesson.add(
      "\(opening(rules)) \(places.joined(separator: " "))", weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 {
      let letter = generator.index(below: letters)
      lesson.add(
        "\(placeKeyword) \(Task.Code.letters[letter])", weight: 0, tokenizer: tokenizer)
      lesson.add(
        task.name(of: squares[letter]), weight: LessonWeight.written, tokenizer: tokenizer)
    }
    return lesson
  }

  /// The opening of an attempt, then where things are that are seen once.
  func reading(
    _ task: Task, places: [(kind: Task.Code.Kind, square: Int?)],
    _ generator: inout SeededGenerator
  ) -> Lesson {
    var lesson = Lesson(tokenizer)
    let opening = task.attempt(generator: generator).prompt(advice: task.truth.rulebook).text
    lesson.add(opening, weight: 0, tokenizer: tokenizer)
    for (kind, square) in places {
      guard let square, let letter = task.code.kinds.firstIndex(of: kind) else { continue }
      lesson.add(kind.rawValue, weight: 0, tokenizer: tokenizer)
      lesson.add(
        task.words(letter, square), weight: LessonWeight.written, tokenizer: tokenizer)
    }
    for _ in 0..<4 { ask(task, &lesson, &generator) }
    return lesson
  }
}
