/// How far a pretraining has come.
package struct PretrainingProgress: Codable, Equatable, Sendable {
  /// Batches read.
  package private(set) var batch = 0
  package let batches: Int
  /// Tokens read.
  package private(set) var tokens = 0
  /// Cross-entropy in nats, smoothed over some 50 batches.
  package private(set) var loss = 0.0
  package private(set) var gradientNorm = 0.0
  /// Time that reading took, interruptions left out.
  package internal(set) var seconds = 0.0

  package init(batches: Int) {
    self.batches = batches
  }

  mutating func advance(tokens count: Int, loss newest: Double, gradientNorm norm: Double) {
    loss = batch == 0 ? newest : 0.98 * loss + 0.02 * newest
    batch += 1
    tokens += count
    gradientNorm = norm
  }
}

extension PretrainingProgress {
  /// Reads also what was saved before time was counted.
  package init(from decoder: any Decoder) throws {
    let saved = try decoder.container(keyedBy: CodingKeys.self)
    batch = try saved.decode(Int.self, forKey: .batch)
    batches = try saved.decode(Int.self, forKey: .batches)
    tokens = try saved.decode(Int.self, forKey: .tokens)
    loss = try saved.decode(Double.self, forKey: .loss)
    gradientNorm = try saved.decode(Double.self, forKey: .gradientNorm)
    seconds = try saved.decodeIfPresent(Double.self, forKey: .seconds) ?? 0
  }
}
