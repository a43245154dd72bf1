import Environments
import RLCore
import Testing
import TinyTransformer

@testable import LocalPolicy
@testable import Pretraining

@Suite struct `Lessons about rooms that are solved from afar` {
  let tokenizer: WordTokenizer
  let lessons: RoomLessons

  init() throws {
    tokenizer = try WordTokenizer(words: PretrainingRecipe.farSokoban().vocabulary)
    lessons = RoomLessons(worlds: try .far(), guesses: 0, tokenizer: tokenizer)
  }

  @Test(arguments: RoomLessons.Kind.allCases)
  func `have only known words, and fit the model`(kind: RoomLessons.Kind) throws {
    let limit = try PretrainingRecipe.farSokoban().configuration.maximumPositions
    for seed in 0..<100 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let lesson = lessons.lesson(kind, using: &generator)
      #expect(!tokenizer.decode(lesson.tokens).contains("<unk>"))
      #expect(lesson.tokens.count <= limit)
    }
  }

  @Test func `teach to wander without rules, and never to guess`() throws {
    #expect(try plans(of: lessons) == [SokobanLanguage.wandering])
    let guessing = RoomLessons(worlds: try .far(), guesses: 0.3, tokenizer: tokenizer)
    #expect(try plans(of: guessing).count > 20)
  }

  /// The plans without rules that are learnt rather than only read.
  private func plans(of lessons: RoomLessons) throws -> Set<String> {
    var plans: Set<String> = []
    for seed in 0..<300 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let lesson = lessons.lesson(.reflection, using: &generator)
      let words = tokenizer.decode(lesson.tokens).split(separator: " ")
      let plan = try #require(words.firstIndex(of: "Plan:")) + 1
      guard lesson.weights[plan] > 0 else { continue }
      plans.insert(words[plan..<(plan + 5)].joined(separator: " "))
    }
    return plans
  }
}
