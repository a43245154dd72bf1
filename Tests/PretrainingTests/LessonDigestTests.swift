import RLCore
import Testing
import TinyTransformer

@testable import LocalPolicy
@testable import Pretraining

/// Base models can be made again only from the same texts, so each lesson's tokens and weights are
/// held to what they were when the shipped ones were made.
@Suite struct LessonDigestTests {
  /// FNV-1a over the tokens and weights of the lessons of 200 seeds a kind.
  private func digest(_ lessons: (inout SeededGenerator) -> [Lesson]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ value: UInt32) {
      for shift in [0, 8, 16, 24] {
        hash = (hash ^ UInt64(value >> UInt32(shift) & 0xff)) &* 0x100_0000_01b3
      }
    }
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      for lesson in lessons(&generator) {
        for token in lesson.tokens { add(UInt32(bitPattern: token)) }
        for weight in lesson.weights { add(weight.bitPattern) }
      }
    }
    return String(hash, radix: 16)
  }

  @Test func `lessons about lakes are the same to the token`() throws {
    let tokenizer = try WordTokenizer(words: PretrainingRecipe.frozenLake().vocabulary)
    let lessons = LakeLessons(worlds: try .pretraining(), tokenizer: tokenizer)
    let digest = digest { generator in
      LakeLessons.Kind.allCases.map { lessons.lesson($0, using: &generator) }
    }
    #expect(digest == "78ea859f2cd3cdf9")
  }

  @Test func `lessons about rooms are the same to the token`() throws {
    let tokenizer = try WordTokenizer(words: PretrainingRecipe.sokoban().vocabulary)
    for (worlds, expected) in [
      (try RoomWorlds.pretraining(), "d1fa03ee441ef9f4"),
      (try RoomWorlds.far(), "b3a428312ecf241e"),
    ] {
      let lessons = RoomLessons(worlds: worlds, tokenizer: tokenizer)
      let digest = digest { generator in
        RoomLessons.Kind.allCases.map { lessons.lesson($0, using: &generator) }
      }
      #expect(digest == expected)
    }
  }

  @Test func `lessons about generated worlds are the same to the token`() throws {
    let tokenizer = try WordTokenizer(words: PretrainingRecipe.hotpotQA().vocabulary)
    let lessons = HotpotLessons(tokenizer: tokenizer)
    let digest = digest { generator in
      HotpotLessons.Kind.allCases.map { lessons.lesson($0, using: &generator) }
    }
    #expect(digest == "79cd0bc85618fb44")
  }
}
