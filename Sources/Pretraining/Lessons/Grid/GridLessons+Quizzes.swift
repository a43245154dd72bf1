import Environments
import RLCore

/// Short questions that teach to look things up, before there is play.
extension GridLessons {
  /// Notes, and then, again and again, a letter and what it is.
  func glossary(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let note = note(on: task, &generator)
    lesson.add("Advice: \(note.text)", weight: 0, tokenizer: tokenizer)
    ask(10, of: note.said, &lesson, &generator)
    return lesson
  }

  /// Notes of somebody who knows everything.
  func note(on task: Task, _ generator: inout SeededGenerator) -> Writer.Note {
    guard generator.uniform() >= plainShare else {
      return Writer.Note(sentences: [task.trueRules], said: task.truth)
    }
    return writer(on: task).note(
      known: task.truth, guesses: task.truth,
      ending: endings(on: task).randomElement(using: &generator), using: &generator)
  }

  /// Asks for what was said.
  private func ask(
    _ count: Int, of said: Letters, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) {
    let known = said.kinds.indices.filter { said.kinds[$0] != nil }
    for _ in 0..<count {
      guard let letter = known.randomElement(using: &generator), let kind = said.kinds[letter]
      else { return }
      let name = Task.Code.letters[letter]
      let fact = Task.language.fact(name, is: kind.rawValue)
      // `C kills.` and `I am A.`
      let words = fact.split(separator: " ")
      let asked = words.firstIndex { $0.hasPrefix(name) } ?? 0
      let isLast = asked == words.count - 1
      let known = isLast ? words.prefix(asked) : words.prefix(asked + 1)
      lesson.add(known.joined(separator: " "), weight: 0, tokenizer: tokenizer)
      lesson.add(
        words.dropFirst(known.count).joined(separator: " "), weight: LessonWeight.written,
        tokenizer: tokenizer)
    }
  }

  /// A scene that shows each letter once, then letters and their squares.
  ///
  /// - Parameters:
  ///   - task: whose letters are used.
  ///   - squares: those that letters may be on.
  ///   - generator: draws everything.
  ///   - ground: what the other squares show: `D.`.
  /// - Returns: the text.
  func whereabouts(
    _ task: Task, on squares: some Collection<Int>, _ generator: inout SeededGenerator,
    among ground: String
  ) -> Lesson {
    var lesson = Lesson(tokenizer)
    let letters = task.code.kinds.count
    let squares = Array(squares.shuffled(using: &generator).prefix(letters))
    let places = (0..<letters).shuffled(using: &generator).map { task.words($0, squares[$0]) }
    lesson.add(
      "There is \(places.joined(separator: " and ")) among \(ground)", weight: 0,
      tokenizer: tokenizer)
    for _ in 0..<10 {
      let letter = generator.index(below: letters)
      lesson.add("Plan: \(Task.Code.letters[letter])", weight: 0, tokenizer: tokenizer)
      lesson.add(
        task.name(of: squares[letter]), weight: LessonWeight.written, tokenizer: tokenizer)
    }
    return lesson
  }

  /// The opening of an attempt with notes, then where things are that are seen once: `wins.
  /// ⟨B c3⟩`.
  func reading(
    _ task: Task, places: [(kind: Task.Code.Kind, square: Int?)],
    _ generator: inout SeededGenerator
  ) -> Lesson {
    var lesson = Lesson(tokenizer)
    let note = note(on: task, &generator)
    let opening = task.attempt(generator: generator).prompt(advice: note.text).text
    lesson.add(opening, weight: 0, tokenizer: tokenizer)
    for (kind, square) in places {
      guard let square, let letter = task.code.kinds.firstIndex(of: kind),
        note.said.kinds[letter] == kind
      else { continue }
      // "wins."
      let fact = Task.language.fact("", is: kind.rawValue).split(separator: " ")
        .last { $0 != "." }
      lesson.add(fact.map(String.init) ?? "", weight: 0, tokenizer: tokenizer)
      lesson.add(
        task.words(letter, square), weight: LessonWeight.written, tokenizer: tokenizer)
    }
    ask(4, of: note.said, &lesson, &generator)
    return lesson
  }
}
