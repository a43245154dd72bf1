import Basics

/// `tokenizer.json` as Hugging Face `tokenizers` writes it. What would give other tokens than here
/// is refused by its key.
extension BytePairTokenizer {
  /// Whether a `tokenizer.json` is of this kind, rather than one of words.
  static func isIn(_ document: JSONField) throws -> Bool {
    try document.member("model").optionalMember("merges") != nil
  }

  /// Reads `tokenizer.json`.
  ///
  /// - Throws: `ModelFileError` that names the key.
  package init(parsing bytes: [UInt8], file: String) throws {
    self = try ModelFileError.naming(file) { try Self(document: JSONField(parsing: bytes)) }
  }

  init(document: JSONField) throws {
    for absent in ["truncation", "padding"] {
      try document.optionalMember(absent)?.require(.null)
    }
    let model = try document.member("model")
    try Self.requireByteLevel(model)
    let words = try Self.vocabulary(model.member("vocab"))
    let added = try document.optionalMember("added_tokens")?.elements().map(AddedToken.init) ?? []
    let merges = try Self.merges(model.member("merges"), words.ids)
    let cutter = try TextCutter(document.optionalMember("pre_tokenizer"))
    try Self.requireByteLevelDecoder(document.optionalMember("decoder"))
    self.init(
      vocabulary: words.words, added: added, merges: merges,
      byteTokens: ByteAlphabet.scalars.map { words.ids[String($0)] }, cutter: cutter)
    normalizers = try Self.normalizers(document.optionalMember("normalizer"))
    if let name = try model.optionalMember("unk_token") {
      guard let id = words.ids[try name.string()] else {
        throw ModelFileProblem.missingKey("model.vocab: \(try name.string())")
      }
      unknown = id
    }
    fusesUnknown = try model.optionalMember("fuse_unk")?.boolean() ?? false
    if try model.optionalMember("ignore_merges")?.boolean() ?? false {
      keepWholeWords()
    }
    (before, after) = try Self.surroundings(document.optionalMember("post_processor"))
  }

  /// Makes every word of the vocabulary a token without asking the merges.
  mutating func keepWholeWords() {
    for (id, word) in vocabulary { wholeWords[ByteAlphabet.bytes(of: word)] = id }
  }

  private static func requireByteLevel(_ model: JSONField) throws {
    try model.allowOnly([
      "type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix",
      "fuse_unk", "byte_fallback", "ignore_merges", "vocab", "merges",
    ])
    try model.optionalMember("type")?.require("BPE")
    for empty in ["continuing_subword_prefix", "end_of_word_suffix"] {
      try model.optionalMember(empty)?.require("")
    }
    try model.optionalMember("byte_fallback")?.require(false)
    if let dropout = try model.optionalMember("dropout"), try dropout.number() != 0 {
      try dropout.require(.null)
    }
  }

  private static func requireByteLevelDecoder(_ decoder: JSONField?) throws {
    guard let decoder else { throw ModelFileProblem.missingKey("decoder") }
    try decoder.member("type").require("ByteLevel")
  }

  private static func vocabulary(
    _ field: JSONField
  ) throws -> (words: [Int32: String], ids: [String: Int32]) {
    guard case .object(let members) = field.value else {
      throw ModelFileProblem.wrongType(
        key: field.key, expected: "an object", found: field.value.kind)
    }
    var words: [Int32: String] = [:]
    // Two spellings of an accent are two tokens, though Swift's strings count them as one; of
    // merged bytes, which are letters of Latin and beyond, none is ever written in two ways.
    var ids: [String: Int32] = [:]
    words.reserveCapacity(members.count)
    ids.reserveCapacity(members.count)
    for member in members {
      guard case .integer(let value) = member.value, (0..<1 << 24).contains(value) else {
        throw ModelFileProblem.unsupportedValue(
          key: "\(field.key).\(member.name)", found: member.value.compactText(),
          supported: "0 to 16777215")
      }
      ids[member.name] = Int32(value)
      words[Int32(value)] = member.name
    }
    return (words, ids)
  }

  /// The merges, in either way of writing them: `"a b"` or `["a", "b"]`.
  private static func merges(_ field: JSONField, _ ids: [String: Int32]) throws -> PairMerges {
    guard case .array(let elements) = field.value else {
      throw ModelFileProblem.wrongType(
        key: field.key, expected: "an array", found: field.value.kind)
    }
    var merges = PairMerges()
    for (rank, element) in elements.enumerated() {
      let parts: [String]
      switch element {
      case .string(let text): parts = text.split(separator: " ").map(String.init)
      case .array(let pair):
        parts = pair.compactMap { if case .string(let s) = $0 { s } else { nil } }
      default: parts = []
      }
      guard parts.count == 2, let left = ids[parts[0]], let right = ids[parts[1]],
        let whole = ids[parts[0] + parts[1]]
      else {
        throw ModelFileProblem.unsupportedValue(
          key: "\(field.key)[\(rank)]", found: quoted(element.compactText()),
          supported: "a pair of tokens that make a token")
      }
      merges.add(left, right, rank: rank, makes: whole)
    }
    return merges
  }

  private static func normalizers(_ field: JSONField?) throws -> [TextNormalizer] {
    guard let field else { return [] }
    let type = try field.member("type")
    switch try type.string() {
    case "Sequence":
      return try field.member("normalizers").elements().flatMap { try normalizers($0) }
    case "NFC": return [.composed]
    case "NFD": return [.decomposed]
    case "NFKC": return [.compatibilityComposed]
    case "NFKD": return [.compatibilityDecomposed]
    case let other:
      throw ModelFileProblem.unsupportedValue(
        key: type.key, found: quoted(other), supported: "NFC, NFD, NFKC, NFKD or a Sequence of them"
      )
    }
  }

  /// The special tokens of a template of one text, `[…, A, …]`.
  private static func surroundings(
    _ field: JSONField?
  ) throws -> (before: [Int32], after: [Int32]) {
    guard let field else { return ([], []) }
    let type = try field.member("type")
    switch try type.string() {
    case "ByteLevel": return ([], [])
    case "Sequence":
      return try field.member("processors").elements().reduce(([], [])) { sum, processor in
        let (before, after) = try surroundings(processor)
        return (before + sum.before, sum.after + after)
      }
    case "TemplateProcessing": return try surroundings(ofTemplate: field)
    case let other:
      throw ModelFileProblem.unsupportedValue(
        key: type.key, found: quoted(other),
        supported: "ByteLevel, TemplateProcessing or a Sequence")
    }
  }

  private static func surroundings(
    ofTemplate field: JSONField
  ) throws -> (before: [Int32], after: [Int32]) {
    var (before, after): ([Int32], [Int32]) = ([], [])
    var isBehind = false
    for part in try field.member("single").elements() {
      guard let special = try part.optionalMember("SpecialToken") else {
        isBehind = true
        continue
      }
      let name = try special.member("id").string()
      let ids = try field.member("special_tokens").member(name).member("ids").elements().map {
        Int32(try $0.integer(in: 0...1 << 24))
      }
      if isBehind { after += ids } else { before += ids }
    }
    return (before, after)
  }
}

extension AddedToken {
  fileprivate init(_ field: JSONField) throws {
    func flag(_ name: String) throws -> Bool {
      try field.optionalMember(name)?.boolean() ?? false
    }
    try field.optionalMember("single_word")?.require(false)
    self.init(
      id: Int32(try field.member("id").integer(in: 0...1 << 24)),
      content: try field.member("content").string(), takesLeft: try flag("lstrip"),
      takesRight: try flag("rstrip"), isNormalized: try flag("normalized"),
      isSpecial: try flag("special"))
  }
}
