import Environments
import RLCore

extension GridLessons {
  /// An attempt that was won, and then nothing but the way that won it, told once from its start or
  /// asked for square by square in any order.
  ///
  /// A reflection holds at most one way among many other words, and in few of the lessons; a model
  /// that reads no more than these writes ways most of which are wrong.
  func retrace(_ task: Task, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let (episode, _, gone) = skilledPlay(task, &lesson, &generator)
    guard let gone else { return reflection(task, &generator) }
    lesson.add(episode.reflectionRequest(memory: nil).text, weight: 0, tokenizer: tokenizer)
    let isAsked = generator.uniform() < 0.4
    let way = isAsked ? GridWay(steps: gone.steps.shuffled(using: &generator)) : gone
    let words = way.sentence(in: task, phrasing: generator.uniform() < 0.7 ? 0 : 1)
      .split(separator: " ")
    for (place, word) in words.enumerated() {
      // The last words are a square and a move in turn, and where it is asked for, squares are given.
      let isSquare = (words.count - place).isMultiple(of: 2)
      lesson.add(
        String(word), weight: isAsked && isSquare ? 0 : LessonWeight.written, tokenizer: tokenizer)
    }
    lesson.end(weight: isAsked ? 0 : LessonWeight.written, tokenizer: tokenizer)
    return lesson
  }
}
