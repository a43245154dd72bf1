/// Byte-level byte-pair encoding, as the models of the GPT-2, Llama-3, Qwen and SmolLM families use
/// it (Sennrich et al., 2016; Radford et al., 2019).
///
/// It gives the same tokens as Hugging Face `tokenizers` from the same `tokenizer.json`: added
/// tokens are found first, the rest is normalised, cut by regular expressions, taken as bytes, and
/// merged pair by pair.
package struct BytePairTokenizer: Equatable, Sendable {
  var normalizers: [TextNormalizer] = []
  var cutter: TextCutter
  var merges: PairMerges
  /// The token of each byte; nil where the vocabulary has none.
  var byteTokens: [Int32?]
  /// What stands for a byte without a token; where there is none it is left out.
  var unknown: Int32?
  /// Whether several unknown bytes in a row are one token.
  var fusesUnknown = false
  /// Whole words that are tokens without being merged; empty where merges decide alone.
  var wholeWords: [[UInt8]: Int32] = [:]
  /// Tokens that surround every text: such as a beginning.
  var before: [Int32] = []
  var after: [Int32] = []
  /// The words of each token, as the vocabulary writes them.
  let vocabulary: [Int32: String]
  let added: [AddedToken]
  /// The bytes that each token stands for, by its id.
  private let bytes: [[UInt8]]
  private let special: Set<Int32>
  private let rawFinder: AddedTokenFinder
  private let normalizedFinder: AddedTokenFinder

  init(
    vocabulary: [Int32: String], added: [AddedToken], merges: PairMerges, byteTokens: [Int32?],
    cutter: TextCutter
  ) {
    self.vocabulary = vocabulary
    self.added = added
    self.merges = merges
    self.byteTokens = byteTokens
    self.cutter = cutter
    let ids = Array(vocabulary.keys) + added.map(\.id)
    var bytes = [[UInt8]](repeating: [], count: Int(ids.max() ?? -1) + 1)
    for (id, word) in vocabulary { bytes[Int(id)] = ByteAlphabet.bytes(of: word) }
    for token in added { bytes[Int(token.id)] = ByteAlphabet.bytes(of: token.content) }
    self.bytes = bytes
    special = Set(added.filter(\.isSpecial).map(\.id))
    rawFinder = AddedTokenFinder(added.filter { !$0.isNormalized })
    normalizedFinder = AddedTokenFinder(added.filter(\.isNormalized))
  }

  /// One more than the largest id.
  package var tokenCount: Int { bytes.count }

  /// The token with exactly these words, such as `<|im_end|>`.
  package func token(named name: String) -> Int32? {
    added.first { $0.content == name }?.id ?? vocabulary.first { $0.value == name }?.key
  }

  /// Whether a token marks a place rather than being part of what is said.
  package func isSpecial(_ token: Int32) -> Bool { special.contains(token) }

  // MARK: - Text to tokens

  /// The tokens of a text.
  ///
  /// - Parameters:
  ///   - text: words in which special tokens may stand.
  ///   - surrounded: whether the tokens that begin or end every text are added.
  /// - Returns: none for an empty text.
  package func encode(_ text: String, surrounded: Bool = false) -> [Int32] {
    var tokens: [Int32] = surrounded ? before : []
    let scalars = text.unicodeScalars.map(\.value)
    for part in rawFinder.split(scalars[...]) {
      if let token = part.token {
        tokens.append(token.id)
      } else {
        encode(normalised: normalise(scalars[part.text]), into: &tokens)
      }
    }
    return surrounded ? tokens + after : tokens
  }

  private func encode(normalised text: ArraySlice<UInt32>, into tokens: inout [Int32]) {
    for part in normalizedFinder.split(text) {
      if let token = part.token {
        tokens.append(token.id)
      } else {
        for word in cutter.cut(text[part.text]) { encode(word: word, into: &tokens) }
      }
    }
  }

  private func encode(word: ArraySlice<UInt32>, into tokens: inout [Int32]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(word.count)
    for value in word {
      if value < 0x80 {
        bytes.append(UInt8(value))
      } else if let scalar = Unicode.Scalar(value) {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    if let whole = wholeWords[bytes] { return tokens.append(whole) }
    var symbols: [Int32] = []
    symbols.reserveCapacity(bytes.count)
    var wasUnknown = false
    for byte in bytes {
      let token = byteTokens[Int(byte)]
      if let token {
        symbols.append(token)
      } else if let unknown, !(wasUnknown && fusesUnknown) {
        symbols.append(unknown)
      }
      wasUnknown = token == nil
    }
    tokens += merges.merge(symbols)
  }

  private func normalise(_ text: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    guard !normalizers.isEmpty, text.contains(where: { $0 >= 0x80 }) else { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.compactMap(Unicode.Scalar.init))
    let normalised = normalizers.reduce(String(scalars)) { $1.normalise($0) }
    return normalised.unicodeScalars.map(\.value)[...]
  }

  // MARK: - Tokens to text

  /// The bytes that a token stands for; none for one that there is not.
  package func bytes(of token: Int32) -> [UInt8] {
    bytes.indices.contains(Int(token)) ? bytes[Int(token)] : []
  }

  /// The words of tokens; bytes that are no UTF-8 become U+FFFD.
  package func decode(_ tokens: some Sequence<Int32>, leavingOutSpecial: Bool = true) -> String {
    var text: [UInt8] = []
    for token in tokens where !(leavingOutSpecial && isSpecial(token)) {
      text += bytes(of: token)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension UTF8 {
  /// U+FFFD.
  fileprivate static var encodedReplacementCharacter: Unicode.UTF8.EncodedScalar {
    encode(Unicode.Scalar(0xFFFD) ?? " ") ?? EncodedScalar()
  }
}
