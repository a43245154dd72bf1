/// Splits text into words at white space; each word is one token.
///
/// ```
/// <pad> 0   <bos> 1   <eos> 2   <unk> 3   and then the words, in the order given
/// ```
///
/// It gives the same tokens as the `WordLevel` model with the `WhitespaceSplit` pre-tokenizer of
/// Hugging Face `tokenizers`: a special token is found also inside a word (`up<eos>` is two
/// tokens), and words are compared by their bytes.
package struct WordTokenizer: Equatable, Sendable {
  /// A token with a meaning of its own, whatever the words are.
  package enum Special: String, CaseIterable, Sendable {
    case padding = "<pad>"
    case beginning = "<bos>"
    case end = "<eos>"
    case unknown = "<unk>"
  }

  /// Every token by its id, special ones included.
  package let vocabulary: [String]
  private let specialIDs: [Special: Int32]
  private let ids: [Word: Int32]

  /// The bytes of a word.
  ///
  /// Swift's strings count "é" and "e" with an accent as equal; files and other tokenizers do not.
  private typealias Word = [UInt8]

  /// A tokenizer of these words, after the special tokens.
  ///
  /// - Parameter words: no two alike; none empty, with white space, or with a special token inside.
  /// - Throws: `ModelFileProblem.unreachableWord` or `.idsNotDense` for a repeated word.
  package init(words: [String]) throws(ModelFileProblem) {
    try self.init(vocabulary: Special.allCases.map(\.rawValue) + words)
  }

  /// - Throws: `ModelFileProblem`, also if a special token is missing.
  init(vocabulary: [String]) throws(ModelFileProblem) {
    var ids: [Word: Int32] = [:]
    var specialIDs: [Special: Int32] = [:]
    for (index, word) in vocabulary.enumerated() {
      let id = Int32(index)
      if let special = Special(rawValue: word) {
        specialIDs[special] = id
      } else if Self.pieces(of: word) != [.word(Array(word.utf8))] {
        throw .unreachableWord(word)
      }
      guard ids.updateValue(id, forKey: Array(word.utf8)) == nil else {
        throw .idsNotDense(word: word, id: index, words: vocabulary.count)
      }
    }
    for special in Special.allCases where specialIDs[special] == nil {
      throw .missingKey(special.rawValue)
    }
    self.vocabulary = vocabulary
    self.ids = ids
    self.specialIDs = specialIDs
  }

  package subscript(special: Special) -> Int32 {
    specialIDs[special] ?? 0
  }

  /// The token of a word, or nil if it is not in the vocabulary.
  package func token(of word: String) -> Int32? {
    ids[Array(word.utf8)]
  }

  /// The tokens of a text; a word outside the vocabulary becomes `<unk>`.
  package func encode(_ text: String) -> [Int32] {
    Self.pieces(of: text).map { piece in
      switch piece {
      case .special(let special): self[special]
      case .word(let word): ids[word] ?? self[.unknown]
      }
    }
  }

  /// The words of the tokens with single spaces between them.
  ///
  /// A token without a word, which a model with more embeddings than words can emit, reads `<unk>`.
  package func decode(_ tokens: some Sequence<Int32>) -> String {
    tokens.map(word(of:)).joined(separator: " ")
  }

  /// The word of a token, or `<unk>` if it has none.
  package func word(of token: Int32) -> String {
    vocabulary.indices.contains(Int(token)) ? vocabulary[Int(token)] : Special.unknown.rawValue
  }

  // MARK: Splitting

  private enum Piece: Equatable {
    case special(Special)
    case word(Word)
  }

  private static let specialBytes = Special.allCases.map { ($0, Array($0.rawValue.utf8)) }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    let bytes = Array(text.utf8)
    // Of ASCII, which nearly all texts are, the bytes are the characters.
    guard !bytes.allSatisfy({ $0 < 0x80 }) else {
      for word in bytes.split(whereSeparator: isSpace) {
        appendPieces(of: Array(word), to: &pieces)
      }
      return pieces
    }
    let words = text.unicodeScalars.split { $0.properties.isWhitespace }
    for word in words { appendPieces(of: Array(String(word).utf8), to: &pieces) }
    return pieces
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Cuts the special tokens out of a word.
  private static func appendPieces(of word: Word, to pieces: inout [Piece]) {
    var start = 0
    var index = 0
    while index < word.count {
      let rest = word[index...]
      guard word[index] == UInt8(ascii: "<"),
        let (special, bytes) = specialBytes.first(where: { rest.starts(with: $0.1) })
      else {
        index += 1
        continue
      }
      if start < index { pieces.append(.word(Array(word[start..<index]))) }
      pieces.append(.special(special))
      index += bytes.count
      start = index
    }
    if start < word.count { pieces.append(.word(Array(word[start...]))) }
  }
}
