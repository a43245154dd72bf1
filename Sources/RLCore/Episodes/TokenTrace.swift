import Glibc

/// The tokens of one text that a policy wrote, each with the probability that it had when drawn.
///
/// Most texts are words with single spaces between them, a token each; then the pieces need not be
/// kept, and a log that holds many of these stays small.
package struct TokenTrace: Sendable, Equatable {
  /// log π of each token when it was sampled, in nats, rounded to thousandths.
  package var logProbabilities: [Float]
  /// The text of each token; `nil` where the words of the text are the tokens.
  ///
  /// The token that ended the turn is in no text: its piece is empty.
  package var separate: [String]?
  /// The tokens in the policy's vocabulary, where the words of the text are not the tokens.
  package var ids: [Int32]?

  package init(logProbabilities: [Float], separate: [String]? = nil, ids: [Int32]? = nil) {
    self.logProbabilities = logProbabilities
    self.separate = separate
    self.ids = ids
  }

  /// The trace of a completion; `nil` where its policy tells no probabilities.
  package init?(of completion: Completion) {
    guard !completion.logProbabilities.isEmpty else { return nil }
    logProbabilities = completion.logProbabilities.map(Self.rounded)
    let words = Self.words(of: completion.text, count: logProbabilities.count)
    if completion.pieces != words {
      separate = completion.pieces
      ids = completion.tokens
    }
  }

  /// The text of each token, with its log π.
  ///
  /// - Parameter text: what was written, from which the pieces are taken unless they are kept.
  /// - Returns: the tokens in their order; the end of a turn, which has no text, has an empty piece.
  package func tokens(of text: String) -> [Token] {
    let pieces = separate ?? Self.words(of: text, count: logProbabilities.count)
    return zip(pieces, logProbabilities).map { Token(piece: $0, logProbability: Double($1)) }
  }

  /// A token that was written.
  package struct Token: Sendable, Equatable {
    package var piece: String
    /// In nats.
    package var logProbability: Double

    package var probability: Double { exp(logProbability) }
  }

  /// The words of a text, and an empty one for an end that has none.
  private static func words(of text: String, count: Int) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    return words.count + 1 == count ? words + [""] : words
  }

  private static func rounded(_ value: Float) -> Float {
    // Adding zero makes one of the two zeros that numbers have.
    (value * 1000).rounded() / 1000 + 0
  }
}

extension [TokenTrace.Token] {
  /// In nats per token; not a number where there is none.
  package var meanLogProbability: Double {
    reduce(0) { $0 + $1.logProbability } / Double(count)
  }

  /// Among how many equally likely tokens one would hesitate as much: `exp(-mean log π)`.
  package var perplexity: Double { exp(-meanLogProbability) }
}
