import Environments
import RLCore

/// Short questions that teach to look things up, before there is play.
extension RoomLessons {
  /// `rules: A box B player …` and then, again and again, a letter and what it is.
  func glossary(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    lesson.add("rules: \(task.truth.rulebook)", weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 { ask(task, &lesson, &generator) }
    return lesson
  }

  private func ask(
    _ task: SokobanTask, _ lesson: inout Lesson, _ generator: inout SeededGenerator
  ) {
    let letter = generator.index(below: task.code.kinds.count)
    lesson.add(SokobanCode.letters[letter], weight: 0, tokenizer: tokenizer)
    lesson.add(
      task.code.kinds[letter].rawValue, weight: LessonWeight.written, tokenizer: tokenizer)
  }

  /// A grid that shows each letter once, then letters and their squares.
  func whereabouts(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let letters = task.code.kinds.count
    let floor = task.room.isWall.indices.filter { !task.room.isWall[$0] }
    let squares = Array(floor.shuffled(using: &generator).prefix(letters))
    let rules = Bool.random(using: &generator) ? task.truth.rulebook : GridLanguage.none
    let opening = task.attempt().prompt(advice: rules).text
    let grid = opening.split(separator: " ").prefix { $0 != "inside" }.joined(separator: " ")
    let places = (0..<letters).shuffled(using: &generator).map { task.words($0, squares[$0]) }
    lesson.add(
      "\(grid) inside \(SokobanCode.letters[task.code.letter(of: .floor)]) "
        + places.joined(separator: " "), weight: 0, tokenizer: tokenizer)
    for _ in 0..<10 {
      let letter = generator.index(below: letters)
      lesson.add(
        "\(SokobanLanguage.Keyword.plan.rawValue) \(SokobanCode.letters[letter])", weight: 0,
        tokenizer: tokenizer)
      lesson.add(
        task.name(of: squares[letter]), weight: LessonWeight.written, tokenizer: tokenizer)
    }
    return lesson
  }

  /// The opening of an attempt, then where box, goal and player are.
  func reading(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    let opening = task.attempt().prompt(advice: task.truth.rulebook).text
    lesson.add(opening, weight: 0, tokenizer: tokenizer)
    let places = [
      (SokobanKind.box, task.room.boxes.first), (.goal, task.room.goals.first),
      (.player, task.room.player),
    ]
    for (kind, square) in places.shuffled(using: &generator) {
      guard let square else { continue }
      lesson.add(kind.rawValue, weight: 0, tokenizer: tokenizer)
      lesson.add(
        task.words(task.code.letter(of: kind), square), weight: LessonWeight.written,
        tokenizer: tokenizer)
    }
    for _ in 0..<4 { ask(task, &lesson, &generator) }
    return lesson
  }

  /// The opening of an attempt, and then answers of the world as if agent and box were carried
  /// about, each with the best move from there.
  ///
  /// It holds twice as many moves as play of the same length, from all over the room.
  func drill(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    var lesson = Lesson(tokenizer)
    guard let goal = task.room.goals.first, var box = task.room.boxes.first else { return lesson }
    let distances = PushDistances(in: task.room, to: goal)
    let floor = task.room.isWall.indices.filter { !task.room.isWall[$0] }
    let teacher = RoomTeacher(on: task, believing: task.truth, noise: 0)
    let opening = task.attempt()
    lesson.add(opening.prompt(advice: task.truth.rulebook).text, weight: 0, tokenizer: tokenizer)
    lesson.add(teacher.plan, weight: LessonWeight.written, tokenizer: tokenizer)
    lesson.add(SokobanLanguage.Keyword.play.rawValue, weight: 0, tokenizer: tokenizer)
    var asked = 0
    for _ in 0..<60 where asked < Self.drills {
      let isPush = asked > 0 && generator.uniform() < 0.35
      let newBox = isPush ? floor[generator.index(below: floor.count)] : box
      let player = floor[generator.index(below: floor.count)]
      let best = distances.best(in: task.room, player: player, box: newBox)
      guard let move = best.randomElement(using: &generator) else { continue }
      box = newBox
      if asked > 0 { lesson.add(answer(isPush, box, on: task), weight: 0, tokenizer: tokenizer) }
      let agent = task.look(of: player, boxes: [box], player: player).symbol
      lesson.add(
        "\(agent) \(task.name(of: player)) "
          + SokobanLanguage.number(1 + generator.index(below: task.budget))
          + " \(SokobanLanguage.Keyword.move.rawValue)", weight: 0, tokenizer: tokenizer)
      lesson.add(move.word, weight: LessonWeight.written, tokenizer: tokenizer)
      asked += 1
    }
    return lesson
  }

  /// `B pushed B d3` or `D moved`.
  private func answer(_ isPush: Bool, _ box: Int, on task: SokobanTask) -> String {
    let (thing, floor) = (task.code.letter(of: .box), task.code.letter(of: .floor))
    return isPush
      ? "\(SokobanCode.letters[thing]) \(SokobanLanguage.Result.pushed.rawValue) "
        + task.words(thing, box)
      : "\(SokobanCode.letters[floor]) \(SokobanLanguage.Result.moved.rawValue)"
  }

  /// Moves asked for in one text.
  private static let drills = 12
}
