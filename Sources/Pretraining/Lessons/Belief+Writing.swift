import RLCore

/// What a belief becomes in a reflection.
extension Belief {
  /// A memory that this truth has left, or none: it may have gaps and mistakes.
  func remembered(using generator: inout SeededGenerator) -> Belief? {
    guard Bool.random(using: &generator) else { return nil }
    let gaps = Bool.random(using: &generator) ? Double(generator.uniform()) : 0
    return forgetting(gaps, using: &generator).mistaking(0.1, using: &generator)
  }

  /// What is written down of what is known: gaps are mostly guessed, and there are few slips.
  ///
  /// - Parameters:
  ///   - complete: fills the gaps with guesses.
  ///   - generator: draws what is left open and what slips.
  /// - Returns: what a reflection says of each letter.
  func written(
    completing complete: (Belief, inout SeededGenerator) -> Belief,
    using generator: inout SeededGenerator
  ) -> Belief {
    var written = complete(self, &generator)
    for letter in written.kinds.indices
    where kinds[letter] == nil && generator.uniform() > Self.guessing {
      written.kinds[letter] = nil
    }
    return written.mistaking(0.03, using: &generator)
  }

  /// How often a reflection guesses what it cannot know instead of writing `unknown`.
  private static var guessing: Float { 0.7 }
}
