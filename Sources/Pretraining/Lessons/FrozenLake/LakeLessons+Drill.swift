import Environments
import RLCore

extension LakeLessons {
  /// The opening of an attempt with notes, and then answers of the world as if the agent were
  /// carried about, each with the best move from there.
  ///
  /// It holds twice as many moves as play of the same length, and most of them beside what must be
  /// avoided, which play seldom shows.
  func drill(_ lake: FrozenLakeTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let teacher = LakeTeacher(on: lake, believing: lake.truth, noise: 0, using: &generator)
    let opening = lake.attempt(generator: generator).prompt(advice: note(on: lake, &generator).text)
    lesson.add(opening.text, weight: 0, tokenizer: tokenizer)
    lesson.add(teacher.plan, weight: LessonWeight.written, tokenizer: tokenizer)
    let squares = lake.kinds.indices.filter {
      lake.kinds[$0] == .safe && lake.distances[$0] != nil
    }
    let besideHoles = squares.filter { square in
      GridDirection.allCases.contains { direction in
        lake.map.neighbour(of: square, towards: direction).map { lake.kinds[$0] == .hole } ?? false
      }
    }
    for place in 0..<Self.drills {
      let isBeside = !besideHoles.isEmpty && generator.uniform() < 0.75
      let square = (isBeside ? besideHoles : squares).randomElement(using: &generator) ?? lake.start
      let view = lake.view(from: square)
      let story = "You stepped on \(LetterCode.letters[lake.letters[square]])."
      lesson.add(place == 0 ? view : "\(story) \(view)", weight: 0, tokenizer: tokenizer)
      lesson.add(
        teacher.act(at: square, using: &generator).action.word, weight: LessonWeight.written,
        tokenizer: tokenizer)
    }
    return lesson
  }

  /// Moves asked for in one text.
  private static let drills = 10
}
