import Basics
import Testing

@testable import TinyTransformer

@Suite struct `The word tokenizer` {
  private static let words = ["up", "down", "goal", "é", "a<b"]

  @Test func `numbers words after the special tokens`() throws {
    let tokenizer = try WordTokenizer(words: Self.words)
    #expect(tokenizer.vocabulary == ["<pad>", "<bos>", "<eos>", "<unk>"] + Self.words)
    #expect(tokenizer[.padding] == 0)
    #expect(tokenizer[.unknown] == 3)
    #expect(tokenizer.token(of: "goal") == 6)
    #expect(tokenizer.token(of: "hole") == nil)
  }

  @Test(arguments: [
    ("up down", [4, 5]),
    ("  up\tdown\r\ngoal\u{A0}up\u{2028}", [4, 5, 6, 4]),
    ("", []),
    ("hole up Up", [3, 4, 3]),
    ("<bos> up <eos>", [1, 4, 2]),
    ("<bos>up<eos><pad>x", [1, 4, 2, 0, 3]),
    ("a<b <bos", [8, 3]),
    ("\u{E9} e\u{301} up\u{200B}", [7, 3, 3]),
  ])
  func `splits at white space and around special tokens`(text: String, tokens: [Int32]) throws {
    #expect(try WordTokenizer(words: Self.words).encode(text) == tokens)
  }

  @Test func `decodes to words with single spaces`() throws {
    let tokenizer = try WordTokenizer(words: Self.words)
    #expect(tokenizer.decode([1, 4, 6, 2]) == "<bos> up goal <eos>")
    #expect(tokenizer.decode([]) == "")
    #expect(tokenizer.decode([4, 99, -1]) == "up <unk> <unk>")
  }

  @Test func `gives every word back`() throws {
    let tokenizer = try WordTokenizer(words: Self.words)
    let all = (0..<Int32(tokenizer.vocabulary.count)).map(\.self)
    #expect(tokenizer.encode(tokenizer.decode(all)) == all)
  }

  @Test(arguments: ["", "two words", "a\u{A0}b", "x<eos>"])
  func `refuses a word that no text can give`(word: String) {
    #expect(throws: ModelFileProblem.unreachableWord(word)) { try WordTokenizer(words: [word]) }
  }

  @Test(arguments: ["up", "<eos>"])
  func `refuses a word given twice`(word: String) {
    let error = #expect(throws: ModelFileProblem.self) { try WordTokenizer(words: ["up", word]) }
    #expect(error == .idsNotDense(word: word, id: 5, words: 6))
  }

  @Test func `reads back as it was written`() throws {
    let tokenizer = try WordTokenizer(words: Self.words)
    let text = tokenizer.document().indentedText()
    #expect(try WordTokenizer(parsing: Array(text.utf8), file: "") == tokenizer)
  }

  @Test(arguments: [
    (
      #""WordLevel""#, #""BPE""#,
      ModelFileProblem.unsupportedValue(
        key: "model.type", found: "'BPE'", supported: "'WordLevel'")
    ),
    (
      #""WhitespaceSplit""#, #""Whitespace""#,
      .unsupportedValue(
        key: "pre_tokenizer.type", found: "'Whitespace'", supported: "'WhitespaceSplit'")
    ),
    (
      #""normalizer":null"#, #""normalizer":{"type":"Lowercase"}"#,
      .unsupportedValue(key: "normalizer", found: #"'{"type":"Lowercase"}'"#, supported: "null")
    ),
    (#""down":5"#, #""down":6"#, .idsNotDense(word: "goal", id: 6, words: 9)),
    (#""down":5"#, #""down":4000000"#, .idsNotDense(word: "down", id: 4_000_000, words: 9)),
    (
      #""post_processor":null"#,
      #""post_processor":{"type":"TemplateProcessing","single":[]}"#,
      .unsupportedValue(
        key: "post_processor.single", found: "'[]'",
        supported: #"'[{"Sequence":{"id":"A","type_id":0}}]'"#)
    ),
    (
      #""down":5"#, #""down":"5""#,
      .wrongType(key: "model.vocab.down", expected: "an integer", found: "a string")
    ),
    (
      #""id":2"#, #""id":3"#,
      .unsupportedValue(key: "added_tokens[2].id", found: "3", supported: "2")
    ),
    (
      #""content":"<eos>""#, #""content":"<end>""#,
      .unsupportedValue(
        key: "added_tokens[2].content", found: "'<end>'",
        supported: "'<pad>', '<bos>', '<eos>', '<unk>'")
    ),
    (
      #""lstrip":false"#, #""lstrip":true"#,
      .unsupportedValue(key: "added_tokens[0].lstrip", found: "true", supported: "false")
    ),
    (#""<unk>":3"#, #""unk":3"#, .missingKey("<unk>")),
    (#""decoder""#, #""decoders""#, .unknownKey("decoders")),
  ])
  func `names the key of a file that would split otherwise`(
    old: String, new: String, problem: ModelFileProblem
  ) throws {
    let text = try WordTokenizer(words: Self.words).document().compactText()
    try #require(text.contains(old))
    let error = #expect(throws: ModelFileError.self) {
      try WordTokenizer(parsing: Array(text.replacing(old, with: new).utf8), file: "t.json")
    }
    #expect(error == ModelFileError(file: "t.json", problem: problem))
  }
}
