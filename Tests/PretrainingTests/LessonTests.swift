import Environments
import Foundation
import RLCore
import Testing
import TinyTransformer

@testable import LocalPolicy
@testable import Pretraining

@Suite struct LessonTests {
  let tokenizer: WordTokenizer
  let lessons: LakeLessons

  init() throws {
    tokenizer = try WordTokenizer(words: PretrainingRecipe.frozenLake().vocabulary)
    lessons = LakeLessons(worlds: try .pretraining(), tokenizer: tokenizer)
  }

  private func text(_ lesson: Lesson) -> String { tokenizer.decode(lesson.tokens) }

  @Test(arguments: LakeLessons.Kind.allCases)
  func `every word of every lesson is in the vocabulary`(kind: LakeLessons.Kind) {
    var empty = 0
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let lesson = lessons.lesson(kind, using: &generator)
      #expect(!text(lesson).contains("<unk>"))
      #expect(lesson.tokens.count == lesson.weights.count)
      if !lesson.weights.contains(LessonWeight.written) { empty += 1 }
    }
    // Of notes that say nothing, nothing can be asked.
    #expect(empty <= 20)
  }

  @Test func `the same seed writes the same lessons`() {
    let curriculum = LakeCurriculum(lessons: lessons)
    let first = curriculum.batch(7, size: 20, progress: 0.3, seed: 1)
    #expect(first == curriculum.batch(7, size: 20, progress: 0.3, seed: 1))
    #expect(first != curriculum.batch(7, size: 20, progress: 0.3, seed: 2))
  }

  @Test func `the shares of every stage add up to one`() {
    for progress in [0, 0.2, 0.9] {
      let sum = LakeCurriculum.mix(at: progress).reduce(0) { $0 + $1.share }
      #expect(abs(sum - 1) < 1e-9)
    }
  }

  @Test func `a reflection never contradicts what the attempt revealed but by its slips`() {
    var contradictions = 0
    var checked = 0
    for seed in 0..<600 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let words = text(lessons.lesson(.reflection, using: &generator)).split(separator: " ")
      let falls = words.indices.dropFirst(2).filter {
        words[$0] == "fell." && words[$0 - 1] == "You"
      }
      guard let fell = falls.first, let ask = words.firstIndex(of: "Reflection:") else { continue }
      // "You stepped on C. You fell."
      let letter = words[fell - 2].dropLast()
      let note = words[(ask + 1)...].joined(separator: " ")
      let said = ["is a hole.", "is deadly.", "is safe.", "is the goal.", "is me."]
        .first { note.contains("\(letter) \($0)") }
      guard let said else { continue }
      checked += 1
      if said != "is a hole.", said != "is deadly." { contradictions += 1 }
    }
    #expect(checked > 50)
    // One in 33 is a slip on purpose, three quarters of which change the kind.
    #expect(contradictions * 12 < checked)
  }

  @Test func `a way that is told is gone, and a reflection on a success may tell one`() throws {
    var (told, gone, given) = (0, 0, 0)
    for seed in 0..<400 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let informed = text(lessons.lesson(.informedPlay, using: &generator))
      if informed.contains(" Then ") || informed.contains("The way is ") {
        told += 1
        if informed.contains("Plan: that way") { gone += 1 }
      }
      let reflection = text(lessons.lesson(.reflection, using: &generator))
      if let note = reflection.components(separatedBy: "Reflection:").last,
        note.contains(" Then ") || note.contains("The way is ")
      {
        given += 1
      }
    }
    #expect(told > 40 && gone == told)
    #expect(given > 10)
  }

  @Test func `every sentence of a reflection is one of the language`() {
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let text = text(lessons.lesson(.reflection, using: &generator))
      let note = text.components(separatedBy: "Reflection: ").last ?? ""
      #expect(note == "<eos>" || FrozenLakeLanguage.language.isNote(note), "\(note)")
    }
  }

  @Test func `somebody who believes the truth mostly reaches the goal`() throws {
    let worlds = try LakeWorlds.pretraining()
    var solved = 0
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let lake = worlds.next(using: &generator)
      let teacher = LakeTeacher(
        on: lake, believing: lake.truth, noise: 0, using: &generator)
      var episode = lake.attempt(generator: generator)
      var transition = episode.respond(to: teacher.plan)
      while !transition.isDone {
        let action = teacher.act(at: transition.position ?? 0, using: &generator).action
        transition = episode.respond(to: action.word)
      }
      solved += transition.outcome == .solved ? 1 : 0
    }
    #expect(solved == 200)
  }

  @Test func `lessons are made from boards that are never held out`() throws {
    var options = FrozenLake.Options()
    options.distanceMinimum = 2
    let lake = try FrozenLake(options: options)
    let heldOut = Set((0..<300).map { lake.lake(at: $0, in: .heldOut, seed: 3).map.rows })
    let worlds = try LakeWorlds.pretraining()
    for seed in 0..<2000 {
      var generator = SeededGenerator(seed: UInt64(seed))
      #expect(!heldOut.contains(worlds.next(using: &generator).map.rows))
    }
  }
}
