/// Some sequences of a batch, laid one after another without padding, that one thread works on.
struct Piece: Sendable {
  /// One sequence's rows among those of the piece.
  struct Span: Sendable {
    var first: Int
    var count: Int
    /// Where in its sequence the first row stands.
    var position = 0
  }

  /// One wanted token.
  struct Prediction: Sendable {
    /// The row that predicts it: that of the token before.
    var row: Int
    var token: Int
    var sequence: Int
    var wantedIndex: Int
  }

  private(set) var tokens: [Int32] = []
  /// The token before each, -1 at the start of a sequence.
  private(set) var previous: [Int32] = []
  private(set) var spans: [Span] = []
  private(set) var predictions: [Prediction] = []

  /// Adds a sequence, without what comes after the last token that predicts a wanted one.
  mutating func append(_ sequence: TokenSequence, index: Int) {
    let first = tokens.count
    let count = sequence.wanted.max() ?? 0
    guard count > 0 else { return }
    append(inputs: sequence.tokens.prefix(count))
    for (wantedIndex, position) in sequence.wanted.enumerated() {
      predictions.append(
        Prediction(
          row: first + position - 1, token: Int(sequence.tokens[position]), sequence: index,
          wantedIndex: wantedIndex))
    }
  }

  /// Adds a sequence of which nothing is predicted.
  ///
  /// - `position`: how many tokens of the sequence came before these.
  /// - `last`: the last of those tokens, -1 if there were none.
  mutating func append(inputs: ArraySlice<Int32>, position: Int = 0, after last: Int32 = -1) {
    guard !inputs.isEmpty else { return }
    spans.append(Span(first: tokens.count, count: inputs.count, position: position))
    tokens.append(contentsOf: inputs)
    previous.append(last)
    previous.append(contentsOf: inputs.dropLast())
  }

  /// Divides a batch into pieces of about equal numbers of tokens.
  ///
  /// How it is divided depends on the batch alone, never on the number of threads: the gradient of
  /// each piece is summed on its own, and floating-point sums depend on what is summed first.
  static func divide(_ sequences: [TokenSequence]) -> [Piece] {
    let total = sequences.reduce(0) { $0 + ($1.wanted.max() ?? 0) }
    guard total > 0 else { return [] }
    let count = min(16, max(1, total / 256))
    var pieces = [Piece](repeating: Piece(), count: count)
    var before = 0
    for (index, sequence) in sequences.enumerated() {
      pieces[min(before * count / total, count - 1)].append(sequence, index: index)
      before += sequence.wanted.max() ?? 0
    }
    return pieces.filter { !$0.tokens.isEmpty }
  }
}
