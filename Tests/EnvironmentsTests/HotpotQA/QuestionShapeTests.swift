import Environments
import Foundation
import Testing

/// Questions in the shapes of several collections; the data are made up.
@Suite struct QuestionShapeTests {
  private func read(_ text: String, needsContext: Bool = true) throws -> HotpotFile {
    try HotpotFile(data: Data(text.utf8), file: "q.json", needsContext: needsContext)
  }

  private static let context =
    #"[["Ada Lake", ["It feeds the Bo."]], ["Bo", ["It ends at Cedar."]]]"#

  /// `Q` is the question and `A` the answer, `C` the official context.
  @Test(arguments: [
    #"[{"id": 0, Q, A, "context": C}]"#,
    #"{"version": "1", "data": [{"_id": "0", Q, A, "context": C}]}"#,
    #"{"rows": [{"row_idx": 0, "row": {"id": 0, Q, A, "context": C}}]}"#,
    #"{"id": "0", Q, "golden_answers": ["Cedar"], "metadata": {"context": {"#
      + #""title": ["Ada Lake", "Bo"], "content": [["It feeds the Bo."], ["It ends at Cedar."]]}}}"#,
    #"{"id": "0", Q, A, "paragraphs": [{"title": "Ada Lake", "paragraph_text": "#
      + #""It feeds the Bo."}, {"title": "Bo", "paragraph_text": "It ends at Cedar."}]}"#,
    #"{"id": "0", Q, "answer": ["Cedar"], "ctxs": [{"title": "Ada Lake", "text": "#
      + #""It feeds the Bo."}, {"title": "Bo", "text": "It ends at Cedar."}]}"#,
    #"{"0": {Q, "answers": {"text": ["Cedar"]}, "context": C}}"#,
  ])
  func `a question of one shape is the same in another`(text: String) throws {
    let text = text.replacingOccurrences(of: "Q,", with: #""question": "Where?","#)
      .replacingOccurrences(of: " A,", with: #" "answer": "Cedar","#)
      .replacingOccurrences(of: ": C}", with: ": \(Self.context)}")
    let file = try read(text)
    #expect(file.problems.isEmpty)
    let item = try #require(file.entries.first?.item)
    #expect(item.id == "0" && item.question == "Where?" && item.answer == "Cedar")
    #expect(item.context.map(\.title) == ["Ada Lake", "Bo"])
    #expect(item.context.map(\.text) == ["It feeds the Bo.", "It ends at Cedar."])
  }

  @Test func `lists that were written as texts are lists`() throws {
    let text = String(
      decoding: try JSONEncoder().encode([
        ["question": "Where?", "answer": "Cedar", "context": Self.context]
      ]), as: UTF8.self)
    #expect(try read(text).entries.first?.item.context.count == 2)
  }

  @Test(arguments: [
    ("null", "The key 'answer' is null. Give it a value."),
    ("NaN", "The key 'answer' is NaN, not a text. Correct its value."),
    ("true", "The key 'answer' is true, not a text. Correct its value."),
    ("[]", "The key 'answer' has no answer in it. Add one."),
    ("\"\"", "The answer is empty. Write the one that is right."),
  ])
  func `an answer that is none costs its own row alone`(answer: String, reason: String) throws {
    let good = #"{"question": "Where?", "answer": "Cedar", "context": CONTEXT}"#
    let bad = #"{"question": "Where?", "answer": \#(answer), "context": CONTEXT}"#
    let list = "[\(good), \(bad), \(good)]".replacingOccurrences(of: "CONTEXT", with: Self.context)
    let file = try read(list)
    #expect(file.entries.map(\.place.number) == [0, 2])
    #expect(file.problems.map(\.text) == [reason])
  }

  @Test func `a number is an answer, several answers are all right, half a pair is marked`()
    throws
  {
    let row =
      #"{"question": "Q \ud83d?", "answer": ANSWER, "answer_aliases": ["The Cedar"], "#
      + #""context": CONTEXT}"#
    func item(_ answer: String) throws -> HotpotItem {
      let text = row.replacingOccurrences(of: "ANSWER", with: answer)
        .replacingOccurrences(of: "CONTEXT", with: Self.context)
      return try #require(read(text).entries.first?.item)
    }
    #expect(try item("1984").answer == "1984")
    #expect(try item("1984").question == "Q \u{FFFD}?")
    #expect(try item(#"["Port Cedar", "Cedar"]"#).answers == ["Port Cedar", "Cedar", "The Cedar"])
    #expect(AnswerScore(of: "cedar", againstAnyOf: ["Port Cedar", "Cedar"]).isExact)
    #expect(AnswerScore(of: "port", againstAnyOf: ["Cedar", "Port Cedar"]).reward > 0.3)
  }

  @Test func `paragraphs that hold their title in the first line are searched`() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-corpus-\(ProcessInfo.processInfo.globallyUniqueString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rows = [
      #"{"id": "0", "contents": "\"Ada Lake\"\nIt feeds the Bo."}"#,
      #"{"id": 1, "title": "Bo", "text": [["It ends", " at Cedar."]]}"#, #"{"id": "2"}"#,
    ]
    try Data(rows.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    let corpus = try CorpusFile(path: path)
    #expect(corpus.paragraphs.map(\.title) == ["Ada Lake", "Bo"])
    #expect(corpus.paragraphs.map(\.text) == ["It feeds the Bo.", "It ends at Cedar."])
    #expect(corpus.problems.map(\.text) == ["The key 'text' is missing. Add it to the row."])
  }
}
