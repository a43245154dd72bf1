import Environments
import RLCore
import Testing
import TinyTransformer

@testable import LocalPolicy
@testable import Pretraining

@Suite struct RoomLessonTests {
  let tokenizer: WordTokenizer
  let lessons: RoomLessons

  init() throws {
    tokenizer = try WordTokenizer(words: PretrainingRecipe.sokoban().vocabulary)
    lessons = RoomLessons(worlds: try .pretraining(), tokenizer: tokenizer)
  }

  @Test(arguments: RoomLessons.Kind.allCases)
  func `every word of every lesson is in the vocabulary`(kind: RoomLessons.Kind) {
    for seed in 0..<100 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let lesson = lessons.lesson(kind, using: &generator)
      #expect(!tokenizer.decode(lesson.tokens).contains("<unk>"))
      #expect(lesson.tokens.count == lesson.weights.count && lesson.tokens.count <= 512)
    }
  }

  @Test(arguments: [0.0, 0.3, 0.9])
  func `the shares of the lessons sum to one`(progress: Double) {
    let sum = RoomCurriculum.mix(at: progress).reduce(0) { $0 + $1.share }
    #expect(abs(sum - 1) < 1e-9)
  }

  @Test func `somebody who believes the truth solves every room in the fewest moves`() throws {
    let worlds = try RoomWorlds.pretraining()
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let task = worlds.next(using: &generator)
      var teacher = RoomTeacher(on: task, believing: task.truth, noise: 0)
      var walk = SokobanWalk(room: task.room, budget: task.budget)
      while walk.end == nil {
        let action = teacher.act(at: walk.player, using: &generator).action
        teacher.learn(from: walk.step(action).result)
      }
      #expect(walk.end == .solved && walk.turnsUsed == task.room.optimalMoves)
    }
  }

  @Test func `what an attempt revealed is true`() throws {
    let worlds = try RoomWorlds.pretraining()
    var found: Set<SokobanKind> = []
    for seed in 0..<300 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let task = worlds.next(using: &generator)
      var seen = RoomEvidence(of: task)
      var episode = task.attempt()
      var turn = episode.respond(to: "")
      while !turn.isDone {
        turn = episode.respond(
          to: GridDirection.allCases.randomElement(using: &generator)?.word ?? "")
        seen.learn(from: turn)
      }
      for (known, truth) in zip(seen.known.kinds, task.code.kinds) where known != nil {
        #expect(known == truth)
        found.insert(truth)
      }
    }
    #expect(found == Set(SokobanKind.allCases))
  }
}
