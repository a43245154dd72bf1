/// Some sequences of a batch, laid one after another without padding, that one thread works on.
///
/// What sequences have in common at their beginnings lies there once: they are a tree, and what
/// follows in one of them sees the rows that it shares with another.
struct Piece: Sendable {
  /// Rows that follow each other in a sequence.
  struct Span: Sendable {
    var first: Int
    var count: Int
    /// Where in its sequence the first row stands.
    var position = 0
    /// The rows of its sequence up to its last one, oldest first; those in a cache are not among
    /// them.
    var path: [Range<Int>]
  }

  /// Rows that a layer works on to its end.
  struct Selection: Sendable {
    /// Ascending.
    fileprivate(set) var rows: [Int] = []
    /// How many tokens of its sequence each sees, itself among them.
    fileprivate(set) var seen: [Int] = []
    /// Those of each span, as ranges of the above.
    fileprivate(set) var spans: [Range<Int>] = []
  }

  /// One wanted token.
  struct Prediction: Sendable {
    /// Which of the outputs predicts it: that of the token before.
    var output: Int
    var token: Int
    var sequence: Int
    var wantedIndex: Int
  }

  private(set) var tokens: [Int32] = []
  /// The token before each, -1 at the start of a sequence.
  private(set) var previous: [Int32] = []
  private(set) var spans: [Span] = []
  private(set) var everything = Selection()
  /// The rows whose outputs are asked for; of all others the last layer makes keys and values only.
  private(set) var outputs = Selection()
  /// In the order of their outputs.
  private(set) var predictions: [Prediction] = []

  /// Where in its sequence a row stands.
  func position(of row: Int) -> Int { everything.seen[row] - 1 }

  /// Adds tokens of which nothing is predicted.
  ///
  /// - Parameters:
  ///   - inputs: tokens that follow each other in a sequence.
  ///   - position: how many tokens of the sequence came before these.
  ///   - last: the last of those tokens, -1 if there were none.
  ///   - context: the rows of those tokens; none if a cache holds them.
  ///   - wanted: of how many tokens at the end the outputs are asked for.
  mutating func append(
    inputs: ArraySlice<Int32>, position: Int = 0, after last: Int32 = -1,
    context: [Range<Int>] = [], wanting wanted: Int = 0
  ) {
    guard !inputs.isEmpty else { return }
    let rows = tokens.count..<tokens.count + inputs.count
    spans.append(
      Span(
        first: rows.lowerBound, count: inputs.count, position: position,
        path: context.appending(rows)))
    tokens.append(contentsOf: inputs)
    previous.append(last)
    previous.append(contentsOf: inputs.dropLast())
    everything.append(rows, position: position)
    outputs.append(
      rows.upperBound - wanted..<rows.upperBound, position: position + inputs.count - wanted)
  }
}

// MARK: - Sequences with wanted tokens

extension Piece {
  /// Lays out sequences, each without what comes after the last token that predicts a wanted one.
  ///
  /// - `order`: indices of sequences, so that those with a beginning in common are neighbours.
  init(_ sequences: [TokenSequence], in order: ArraySlice<PrefixOrder.Entry>) {
    var path: [Range<Int>] = []
    var wanted: [(row: Int, prediction: Prediction)] = []
    for (place, entry) in zip(order.indices, order) {
      let sequence = sequences[entry.sequence]
      let shared = place == order.startIndex ? 0 : entry.shared
      path = path.prefix(shared)
      append(
        inputs: sequence.tokens[shared..<entry.count], position: shared,
        after: shared > 0 ? sequence.tokens[shared - 1] : -1, context: path)
      if shared < entry.count, let span = spans.last { path = span.path }
      for (wantedIndex, position) in sequence.wanted.enumerated() {
        let prediction = Prediction(
          output: 0, token: Int(sequence.tokens[position]), sequence: entry.sequence,
          wantedIndex: wantedIndex)
        wanted.append((path.element(at: position - 1), prediction))
      }
    }
    select(wanted)
  }

  /// The predictions that some outputs make.
  func predictions(of outputs: Range<Int>) -> ArraySlice<Prediction> {
    let first = predictions.firstPlace { $0.output >= outputs.lowerBound }
    let last = predictions.firstPlace { $0.output >= outputs.upperBound }
    return predictions[first..<last]
  }

  /// Asks for the outputs that predictions need, each once.
  private mutating func select(_ wanted: [(row: Int, prediction: Prediction)]) {
    var isWanted = [Bool](repeating: false, count: tokens.count)
    for (row, _) in wanted { isWanted[row] = true }
    outputs = Selection()
    for span in spans {
      let first = outputs.rows.count
      for row in span.first..<span.first + span.count where isWanted[row] {
        outputs.rows.append(row)
        outputs.seen.append(everything.seen[row])
      }
      outputs.spans.append(first..<outputs.rows.count)
    }
    var places = [Int](repeating: 0, count: tokens.count)
    for (output, row) in outputs.rows.enumerated() { places[row] = output }
    predictions = wanted.map { row, prediction in
      var prediction = prediction
      prediction.output = places[row]
      return prediction
    }
    predictions.sort {
      ($0.output, $0.sequence, $0.wantedIndex) < ($1.output, $1.sequence, $1.wantedIndex)
    }
  }

  /// Tokens whose activations stay in the second-level cache from the way forward to the way back.
  private static var cachedTokens: Int { 160 }

  /// Divides a batch into shares of about equal numbers of tokens, each as pieces that one thread
  /// works on one after another.
  ///
  /// How it is divided depends on the batch alone, never on the number of threads: the gradient of
  /// each share is summed on its own, and floating-point sums depend on what is summed first.
  static func divide(_ sequences: [TokenSequence]) -> [[Piece]] {
    let order = PrefixOrder(sequences)
    let count = min(16, max(1, order.tokenCount / 256))
    return order.divide(into: count).map { share in
      PrefixOrder.cut(share, tokens: cachedTokens).map { Piece(sequences, in: $0) }
    }
  }

  /// Divides a batch into pieces of about so many tokens, which are worked on one after another.
  static func divide(_ sequences: [TokenSequence], tokens: Int) -> [Piece] {
    let order = PrefixOrder(sequences)
    return order.divide(into: max(1, (order.tokenCount + tokens / 2) / tokens))
      .map { Piece(sequences, in: $0) }
  }
}

extension Piece.Selection {
  fileprivate mutating func append(_ rows: Range<Int>, position: Int) {
    spans.append(self.rows.count..<self.rows.count + rows.count)
    self.rows.append(contentsOf: rows)
    seen.append(contentsOf: position + 1..<position + 1 + rows.count)
  }
}

extension [Piece.Prediction] {
  /// The first place from which on all are what `isAfter` says; they are in order.
  fileprivate func firstPlace(_ isAfter: (Piece.Prediction) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Rows of a sequence in its order, as the ranges in which they lie.
extension [Range<Int>] {
  fileprivate func appending(_ range: Range<Int>) -> [Range<Int>] {
    guard let last, last.upperBound == range.lowerBound else { return self + [range] }
    return dropLast() + [last.lowerBound..<range.upperBound]
  }

  /// Its first `count` rows.
  fileprivate func prefix(_ count: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var left = count
    for range in self where left > 0 {
      result.append(range.lowerBound..<range.lowerBound + Swift.min(range.count, left))
      left -= range.count
    }
    return result
  }

  fileprivate func element(at place: Int) -> Int {
    var place = place
    for range in self {
      if place < range.count { return range.lowerBound + place }
      place -= range.count
    }
    preconditionFailure("a path has a row for each token of its sequence")
  }
}
