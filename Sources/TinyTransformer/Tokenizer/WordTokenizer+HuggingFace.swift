import Basics

/// `tokenizer.json` and `tokenizer_config.json`, as Hugging Face `tokenizers` and `transformers`
/// read them.
extension WordTokenizer {
  private static let preTokenizer: JSONValue = ["type": "WhitespaceSplit"]

  // MARK: Writing

  /// The content of `tokenizer.json`.
  func document() -> JSONValue {
    [
      "version": "1.0",
      "truncation": nil,
      "padding": nil,
      "added_tokens": .array(addedTokens()),
      "normalizer": nil,
      "pre_tokenizer": Self.preTokenizer,
      "post_processor": nil,
      "decoder": nil,
      "model": [
        "type": "WordLevel",
        "vocab": .object(
          vocabulary.enumerated().map { JSONValue.Member(name: $1, value: .integer($0)) }),
        "unk_token": .string(Special.unknown.rawValue),
      ],
    ]
  }

  private func addedTokens() -> [JSONValue] {
    let byID = Special.allCases.sorted { self[$0] < self[$1] }
    return byID.map { special in
      [
        "id": .integer(Int(self[special])),
        "content": .string(special.rawValue),
        "single_word": false,
        "lstrip": false,
        "rstrip": false,
        "normalized": false,
        "special": true,
      ]
    }
  }

  /// The content of `tokenizer_config.json`, which `AutoTokenizer` asks for the roles of the
  /// special tokens, for a model of so many positions.
  static func configurationDocument(maximumLength: Int) -> JSONValue {
    [
      "bos_token": .string(Special.beginning.rawValue),
      "clean_up_tokenization_spaces": false,
      "eos_token": .string(Special.end.rawValue),
      "model_max_length": .integer(maximumLength),
      "pad_token": .string(Special.padding.rawValue),
      "tokenizer_class": "PreTrainedTokenizerFast",
      "unk_token": .string(Special.unknown.rawValue),
    ]
  }

  // MARK: Reading

  /// Reads `tokenizer.json`; anything that would split text otherwise than this type is refused.
  ///
  /// - Throws: `ModelFileError` that names the key.
  init(parsing bytes: [UInt8], file: String) throws {
    self = try ModelFileError.naming(file) { try Self(document: JSONField(parsing: bytes)) }
  }

  private init(document: JSONField) throws {
    try document.allowOnly([
      "version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer",
      "post_processor", "decoder", "model",
    ])
    for absent in ["truncation", "padding", "normalizer", "decoder"] {
      try document.optionalMember(absent)?.require(.null)
    }
    // A template that adds nothing is what version 5 of `transformers` makes of null.
    if let template = try document.optionalMember("post_processor") {
      try template.member("type").require("TemplateProcessing")
      try template.member("single").require([["Sequence": ["id": "A", "type_id": 0]]])
    }
    try document.member("pre_tokenizer").member("type").require("WhitespaceSplit")

    let model = try document.member("model")
    try model.allowOnly(["type", "vocab", "unk_token"])
    try model.member("type").require("WordLevel")
    try model.member("unk_token").require(.string(Special.unknown.rawValue))
    try self.init(vocabulary: Self.words(model.member("vocab")))

    let added = try document.member("added_tokens").elements().map(special(addedAs:))
    for special in Special.allCases where !added.contains(special) {
      throw ModelFileProblem.missingKey("added_tokens: \(special.rawValue)")
    }
  }

  /// The words by their ids, which must be 0, 1, 2, … in any order.
  private static func words(_ vocabulary: JSONField) throws -> [String] {
    let members = try vocabulary.members()
    var words = [String?](repeating: nil, count: members.count)
    for (word, field) in members {
      let id = try field.integer(in: 0...Int(Int32.max))
      guard words.indices.contains(id), words[id] == nil else {
        throw ModelFileProblem.idsNotDense(word: word, id: id, words: members.count)
      }
      words[id] = word
    }
    return words.compactMap(\.self)
  }

  /// The special token that an added token stands for; its id must be that in the vocabulary.
  private func special(addedAs token: JSONField) throws -> Special {
    let content = try token.member("content")
    let name = try content.string()
    guard let special = Special(rawValue: name) else {
      throw ModelFileProblem.unsupportedValue(
        key: content.key, found: quoted(name),
        supported: quotedList(Special.allCases.map(\.rawValue)))
    }
    try token.member("id").require(.integer(Int(self[special])))
    for flag in ["single_word", "lstrip", "rstrip"] {
      try token.optionalMember(flag)?.require(false)
    }
    return special
  }
}
