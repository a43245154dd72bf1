import Basics
import RunModel
import Testing

@Suite struct `Corrections of people` {
  @Test func `a correction reads back as it was written`() throws {
    let correction = Correction(task: "t", prompt: "a\nb", answer: "é", lesson: "C is a hole.")
    #expect(try Correction(JSONValue(parsing: correction.line.utf8)) == correction)
    #expect(!correction.line.contains("\n"))
  }

  @Test(arguments: [
    ("[]", "A correction is an object: {\"task\": …, \"lesson\": …}."),
    (#"{"task":"t"}"#, "A correction needs a 'lesson': what should be learnt."),
    (#"{"task":"t","lesson":" "}"#, "A correction needs a 'lesson': what should be learnt."),
    (#"{"lesson":7}"#, "'lesson' must be a text."),
    (
      #"{"lesson":"l"}"#,
      "A correction needs the 'task' or the 'prompt' that it is about, or it is never used."
    ),
    (
      #"{"leson":"l"}"#,
      "There is no key 'leson' in a correction. Use 'task', 'prompt', 'answer' and 'lesson'."
    ),
  ])
  func `what is wrong with one is said`(text: String, words: String) throws {
    let document = try JSONValue(parsing: text.utf8)
    let problem = #expect(throws: CorrectionProblem.self) { try Correction(document) }
    #expect(problem?.description == words)
  }

  @Test func `a file's bad lines are kept with their numbers`() {
    let corrections = Corrections(
      reading: """
        {"task":"t","lesson":"one"}

        nonsense
        {"prompt":"where  are\\nyou","lesson":"two"}
        """)
    #expect(corrections.all.map(\.lesson) == ["one", "two"])
    #expect(corrections.refused.map(\.line) == [3])
    #expect(corrections.about(task: "t", prompt: "").map(\.lesson) == ["one"])
    #expect(corrections.about(task: "x", prompt: "where are you").map(\.lesson) == ["two"])
    #expect(corrections.about(task: "x", prompt: "").isEmpty)
  }
}
