import Environments
import Foundation
import Testing

@Suite struct HotpotFileTests {
  private static let official = """
    {"_id": "q1", "question": "Who?", "answer": "Ann", "type": "bridge", "level": "hard",
     "supporting_facts": [["Ann", 0], ["Bob", 1]],
     "context": [["Ann", ["Ann is.", " She does."]], ["Bob", ["Bob is."]]]}
    """
  private static let huggingFace = """
    {"id": "q1", "question": "Who?", "answer": "Ann", "type": "bridge", "level": "hard", \
    "supporting_facts": {"title": ["Ann", "Bob"], "sent_id": [0, 1]}, \
    "context": {"title": ["Ann", "Bob"], "sentences": [["Ann is.", " She does."], ["Bob is."]]}}
    """

  private func read(_ text: String, needsContext: Bool = true) throws -> HotpotFile {
    try HotpotFile(data: Data(text.utf8), file: "f.json", needsContext: needsContext)
  }

  @Test func `the official shape and Hugging Face's hold the same item`() throws {
    let one = try read("[\(Self.official)]")
    #expect(one.problems.isEmpty)
    let item = try #require(one.entries.first?.item)
    #expect(item.id == "q1" && item.question == "Who?" && item.answer == "Ann")
    #expect(item.context.map(\.title) == ["Ann", "Bob"])
    #expect(item.context.first?.text == "Ann is. She does.")
    #expect(
      item.supportingFacts == [.init(title: "Ann", sentence: 0), .init(title: "Bob", sentence: 1)])
    for text in ["[\(Self.huggingFace)]", Self.huggingFace, "\u{FEFF} \n[\(Self.huggingFace)]\n"] {
      #expect(try read(text).entries.map(\.item) == [item])
    }
  }

  @Test func `lines hold one item each, and a broken one is named by its line`() throws {
    let file = try read("\(Self.huggingFace)\n{\"id\": 3\n\n\(Self.huggingFace)\n")
    #expect(file.entries.map(\.place.number) == [1, 4])
    #expect(
      file.problems.map(\.description) == [
        "f.json:2: The row is no JSON: the line ends in the middle of a value. Correct it."
      ])
  }

  @Test func `a broken item of a list is named by its index and skipped`() throws {
    let file = try read(
      """
      [\(Self.official), 7, {"question": "Who?"},
       {"question": "Who?", "answer": "Ann", "context": [["Ann"]]},
       {"question": " ", "answer": "Ann", "context": [["Ann", ["x"]]]},
       {"question": "Who?", "answer": "", "context": [["Ann", ["x"]]]},
       {"question": "Who?", "answer": "Ann", "context": []},
       {"question": "Who?", "answer": "Ann", "context": [["Ann", [""]]]},
       {"question": "Who?", "answer": "Ann", "context": {"title": ["A"], "sentences": []}},
       \(Self.huggingFace)]
      """)
    #expect(file.entries.map(\.place.number) == [0, 9])
    #expect(file.problems.map(\.line) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(
      file.problems[1].description
        == "f.json: item with index 2: The key 'answer' is missing. Add it to the row.")
    #expect(file.problems[3].description.contains("question is empty"))
    #expect(file.problems[5].description.contains("no context"))
  }

  @Test func `a list cut anywhere is a clear error, never a crash`() throws {
    let whole = Array("[\(Self.official), \(Self.official)]".utf8)
    for length in stride(from: 1, to: whole.count, by: 7) {
      let data = Data(whole.prefix(length))
      #expect { try HotpotFile(data: data, file: "f.json") } throws: {
        "\($0)".contains("f.json") && "\($0)".contains("ends in the middle")
      }
    }
  }

  @Test func `a question without context is fine where a corpus is searched`() throws {
    let text = #"[{"_id": "q", "question": "Who?", "answer": "Ann"}]"#
    #expect(try read(text).entries.isEmpty)
    #expect(try read(text, needsContext: false).entries.count == 1)
  }

  @Test func `an item without a name is named after its place`() throws {
    let text = #"{"question": "Who?", "answer": "Ann", "context": [["A", ["x"]]]}"#
    #expect(try read("[\(text), \(text)]").entries.map(\.item.id) == ["index-0", "index-1"])
    #expect(try read(text).entries.map(\.item.id) == ["line-1"])
  }

  @Test func `an empty corpus and a missing file are clear errors`() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let path = folder + "/kolb-corpus-\(ProcessInfo.processInfo.globallyUniqueString).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("\nnot json\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: TaskFileError.empty(file: path, wanted: "paragraph")) {
      try CorpusFile(path: path)
    }
    try Data("{\"title\": \"A\", \"text\": \"b\"}\n{}\n".utf8).write(to: URL(fileURLWithPath: path))
    let corpus = try CorpusFile(path: path)
    #expect(corpus.paragraphs == [Paragraph(title: "A", sentences: ["b"])])
    #expect(corpus.problems.map(\.line) == [2])
    #expect(throws: TaskFileError.self) { try CorpusFile(path: path + ".missing") }
    #expect(throws: TaskFileError.self) { try HotpotFile(path: path + ".missing") }
  }

  @Test(.enabled(if: SharedData.path("hotpotqa-distractor-100.json") != nil, "no shared data"))
  func `the official development items are read whole`() throws {
    let path = try #require(SharedData.path("hotpotqa-distractor-100.json"))
    let file = try HotpotFile(path: path)
    #expect(file.entries.count == 100 && file.problems.isEmpty)
    #expect(file.entries.allSatisfy { $0.item.context.count >= 2 })
    #expect(file.entries[0].item.answer == "Gesellschaft mit beschränkter Haftung")
  }
}
