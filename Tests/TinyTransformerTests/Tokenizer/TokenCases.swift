import Basics
import Foundation

@testable import TinyTransformer

/// Texts and what Hugging Face `tokenizers` makes of them; `Parity/tokens.py` writes them.
struct TokenCases {
  struct Case {
    let text: String
    let tokens: [Int32]
    /// What the tokens read.
    let decoded: String
  }

  let tokenizer: BytePairTokenizer
  let cases: [Case]

  /// The ways of cutting text in the fixture.
  static let fixtures = ["own", "digits", "llama3", "qwen", "olmo2", "gpt4o"]

  static let file = ParityFixture.folder.appendingPathComponent("Fixtures/byte-pair/tokens.json")

  /// A small tokenizer that cuts text in one of the ways.
  init(fixture name: String) throws {
    let document = try JSONField(parsing: Array(Data(contentsOf: Self.file)))
    let variant = try document.member("variants").member(name)
    var members: [JSONValue.Member] = []
    for (name, field) in try document.member("base").members() {
      let replaced = try variant.member("replace").optionalMember(name) ?? field
      members.append(JSONValue.Member(name: name, value: replaced.value))
    }
    var tokenizer = try BytePairTokenizer(
      document: JSONField(key: "", value: .object(members)))
    if try variant.member("ignore_merges").boolean() { tokenizer.keepWholeWords() }
    self.tokenizer = tokenizer
    cases = try variant.member("cases").elements().map(Case.init)
  }

  /// What `tokens.py TOKENIZER.json FOLDER` wrote.
  init(_ name: String, in folder: URL) throws {
    let file = folder.appendingPathComponent(name + ".json")
    tokenizer = try BytePairTokenizer(parsing: Array(Data(contentsOf: file)), file: file.path)
    let cases = folder.appendingPathComponent(name + ".cases.json")
    self.cases = try JSONField(parsing: Array(Data(contentsOf: cases))).elements().map(Case.init)
  }

  /// The cases in which anything is not as expected.
  var wrong: [String] {
    cases.filter { expected in
      var stream = TokenText(tokenizer)
      let read = expected.tokens.map { stream.append($0) }.joined() + stream.end()
      return tokenizer.encode(expected.text) != expected.tokens
        || !tokenizer.decode(expected.tokens).utf8.elementsEqual(expected.decoded.utf8)
        || !read.utf8.elementsEqual(expected.decoded.utf8)
    }.map(\.text.debugDescription)
  }
}

extension TokenCases.Case {
  fileprivate init(_ field: JSONField) throws {
    let parts = try field.elements()
    text = try parts[0].string()
    tokens = try parts[1].elements().map { Int32(try $0.integer(in: 0...1 << 24)) }
    decoded = try parts[2].string()
  }
}
