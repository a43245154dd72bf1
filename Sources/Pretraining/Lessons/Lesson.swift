import RLCore

/// One text to pretrain on, and how much each of its tokens counts.
package struct Lesson: Sendable, Equatable {
  package private(set) var tokens: [Int32] = []
  /// Weight of the cross-entropy of each token, aligned with `tokens`; 0 is only read.
  package private(set) var weights: [Float] = []

  /// A text that begins as every conversation does.
  package init(_ tokenizer: any TextTokenizer) {
    tokens = [tokenizer.beginToken]
    weights = [0]
  }

  /// Adds text that is learnt with the given weight.
  package mutating func add(_ text: String, weight: Float, tokenizer: any TextTokenizer) {
    let added = tokenizer.encode(text)
    tokens += added
    weights += [Float](repeating: weight, count: added.count)
  }

  /// Adds the token that ends a turn.
  package mutating func end(weight: Float, tokenizer: any TextTokenizer) {
    tokens.append(tokenizer.endToken)
    weights.append(weight)
  }
}

/// How much the parts of a text count.
package enum LessonWeight {
  /// What the policy itself will have to write.
  package static let written: Float = 1
  /// What the world answers to an action: a share of the loss helps to understand the world.
  package static let outcome: Float = 0.3
  /// What is seen: little of it can be foreseen.
  package static let seen: Float = 0.03
}
