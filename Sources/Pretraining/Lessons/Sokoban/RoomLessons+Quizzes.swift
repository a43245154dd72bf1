import Environments
import RLCore

/// Short questions that teach to look things up, before there is play.
extension RoomLessons {
  /// A grid of wall and floor with one square of each letter.
  func whereabouts(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    let floor = task.room.isWall.indices.filter { !task.room.isWall[$0] }
    let (ground, rim) = (task.code.letter(of: .floor), task.code.letter(of: .wall))
    return whereabouts(
      task, on: floor, &generator,
      among: "\(SokobanCode.letters[ground]) inside \(SokobanCode.letters[rim]).")
  }

  /// The opening of an attempt, then where box, goal and player are.
  func reading(_ task: SokobanTask, _ generator: inout SeededGenerator) -> Lesson {
    let places = [
      (kind: SokobanKind.box, square: task.room.boxes.first), (.goal, task.room.goals.first),
      (.player, task.room.player),
    ]
    return reading(task, places: places.shuffled(using: &generator), &generator)
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
    lesson.add(opening.prompt(advice: task.trueRules).text, weight: 0, tokenizer: tokenizer)
    lesson.add(teacher.plan, weight: LessonWeight.written, tokenizer: tokenizer)
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
        "\(agent) at \(task.name(of: player)) and "
          + SokobanLanguage.turns(1 + generator.index(below: task.budget)) + " Move:",
        weight: 0, tokenizer: tokenizer)
      lesson.add(move.word, weight: LessonWeight.written, tokenizer: tokenizer)
      asked += 1
    }
    return lesson
  }

  /// What a push or a step would have been answered with.
  private func answer(_ isPush: Bool, _ box: Int, on task: SokobanTask) -> String {
    let square = task.name(of: box)
    let (thing, floor) = (task.code.letter(of: .box), task.code.letter(of: .floor))
    let box = task.look(of: box, boxes: [box], player: nil).symbol
    return isPush
      ? "You pushed \(SokobanCode.letters[thing]). Now \(square) shows \(box)."
      : "You stepped on \(SokobanCode.letters[floor])."
  }

  /// Moves asked for in one text.
  private static let drills = 12
}
