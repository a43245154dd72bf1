import Basics
import Foundation
import Testing

@testable import TinyTransformer

@Suite struct `The byte-pair tokenizer` {
  @Test(arguments: TokenCases.fixtures)
  func `tokens are those of Hugging Face`(_ name: String) throws {
    let cases = try TokenCases(fixture: name)
    #expect(cases.cases.count >= 60)
    #expect(cases.wrong == [])
  }

  /// `tokens.py TOKENIZER.json FOLDER` makes the cases, ten thousand of each kind.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["KOLB_TOKENS"] != nil,
      "Needs cases: Parity/tokens.py TOKENIZER.json FOLDER, then KOLB_TOKENS=FOLDER."),
    arguments: TokenCases.fixtures)
  func `tokens of a large vocabulary are those of Hugging Face`(_ name: String) throws {
    let folder = ProcessInfo.processInfo.environment["KOLB_TOKENS"] ?? ""
    let cases = try TokenCases(name, in: URL(fileURLWithPath: folder))
    #expect(cases.wrong == [])
    print("\(name): \(cases.cases.count) texts")
  }

  @Test func `the ways of cutting differ`() throws {
    let pieces = try TokenCases.fixtures.map { name in
      try TokenCases(fixture: name).tokenizer.cutter.cut(
        "don'T 1234 CamelCase/\n".unicodeScalars.map(\.value)[...]
      ).map(\.count)
    }
    #expect(Set(pieces).count == 5, "olmo2 cuts as llama3 does; \(pieces)")
  }

  @Test func `a character is given out with its last byte`() throws {
    let tokenizer = try TokenCases(fixture: "own").tokenizer
    var stream = TokenText(tokenizer)
    let bytes = "→é".utf8.compactMap { tokenizer.byteTokens[Int($0)] }
    #expect(bytes.map { stream.append($0) } == ["", "", "→", "", "é"])
    #expect(stream.append(bytes[0]) == "")
    #expect(stream.end() == "\u{FFFD}")
    #expect(stream.end() == "")
  }

  @Test func `broken bytes read the same in one go and one by one`() throws {
    let tokenizer = try TokenCases(fixture: "own").tokenizer
    let broken: [[UInt8]] = [
      [0xE2, 0x86], [0xE2, 0x41], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x9F, 0x98], [0x80, 0xE2, 0x86, 0x92], [0xF0, 0x9F, 0xE2, 0x86, 0x92], [0xFF],
    ]
    for bytes in broken {
      let tokens = bytes.compactMap { tokenizer.byteTokens[Int($0)] }
      var stream = TokenText(tokenizer)
      let read = tokens.map { stream.append($0) }.joined() + stream.end()
      #expect(read == tokenizer.decode(tokens), "\(bytes)")
      #expect(read == String(decoding: bytes, as: UTF8.self), "\(bytes)")
    }
  }

  @Test func `a mark is read only when asked for`() throws {
    let tokenizer = try TokenCases(fixture: "own").tokenizer
    let tokens = tokenizer.encode("<|im_start|>go<|im_end|>")
    #expect(tokens.first == tokenizer.token(named: "<|im_start|>"))
    #expect(tokenizer.decode(tokens) == "go")
    #expect(tokenizer.decode(tokens, leavingOutSpecial: false) == "<|im_start|>go<|im_end|>")
  }

  @Test func `a word of a megabyte is merged in seconds`() throws {
    let tokenizer = try TokenCases(fixture: "own").tokenizer
    let text = String(repeating: "inginthe", count: 1 << 17)
    let clock = ContinuousClock()
    let time = clock.measure { #expect(tokenizer.decode(tokenizer.encode(text)) == text) }
    #expect(time < .seconds(20))
  }

  @Test func `a byte without a token is left out or unknown`() throws {
    var tokenizer = try TokenCases(fixture: "own").tokenizer
    tokenizer.byteTokens[Int(UInt8(ascii: "#"))] = nil
    #expect(tokenizer.encode("a##b") == tokenizer.encode("a") + tokenizer.encode("b"))
    tokenizer.unknown = 0
    #expect(tokenizer.encode("##") == [0, 0])
    tokenizer.fusesUnknown = true
    #expect(tokenizer.encode("##") == [0])
  }

  // MARK: - Files

  @Test(arguments: [
    ("normalizer", #"{"type":"Lowercase"}"#, "normalizer.type"),
    ("pre_tokenizer", #"{"type":"Metaspace"}"#, "pre_tokenizer"),
    (
      "pre_tokenizer", #"{"type":"ByteLevel","add_prefix_space":true}"#,
      "pre_tokenizer.add_prefix_space"
    ),
    (
      "pre_tokenizer",
      #"{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\\p{L}+|(?<=a)b"},"behavior":"Isolated"},{"type":"ByteLevel"}]}"#,
      "pre_tokenizer.pretokenizers[0].pattern.Regex' has '(?<=' at character 8"
    ),
    ("decoder", #"{"type":"WordPiece"}"#, "decoder.type"),
    ("post_processor", #"{"type":"BertProcessing"}"#, "post_processor.type"),
    ("padding", #"{"strategy":"BatchLongest"}"#, "padding"),
  ])
  func `what would give other tokens is refused by its key`(
    _ key: String, _ value: String, _ named: String
  )
    throws
  {
    #expect {
      try Self.tokenizer(replacing: key, by: value)
    } throws: { "\($0)".contains(named) }
  }

  @Test func `a merge of unknown tokens is refused by its place`() throws {
    let model = #"{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b","b a"]}"#
    #expect {
      try Self.tokenizer(replacing: "model", by: model)
    } throws: { "\($0)".contains("model.merges[1]") }
  }

  @Test func `a template surrounds a text when asked to`() throws {
    let template = #"""
      {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<|im_start|>","type_id":0}},
      {"Sequence":{"id":"A","type_id":0}}],"special_tokens":
      {"<|im_start|>":{"id":"<|im_start|>","ids":[1],"tokens":["<|im_start|>"]}}}
      """#
    let tokenizer = try Self.tokenizer(replacing: "post_processor", by: template)
    #expect(tokenizer.encode("a", surrounded: true) == [1] + tokenizer.encode("a"))
  }

  private static func tokenizer(replacing key: String, by value: String) throws
    -> BytePairTokenizer
  {
    let base = try JSONField(parsing: Array(Data(contentsOf: TokenCases.file))).member("base")
    let members = try base.members().filter { $0.name != key }.map {
      JSONValue.Member(name: $0.name, value: $0.field.value)
    }
    let new = JSONValue.Member(name: key, value: try JSONValue(parsing: Array(value.utf8)))
    return try BytePairTokenizer(document: JSONField(key: "", value: .object(members + [new])))
  }
}
