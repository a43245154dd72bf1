import RLCore

/// What a belief becomes in a memory.
extension Belief {
  /// A memory that this truth has left, or none: it may have gaps and mistakes.
  func remembered(using generator: inout SeededGenerator) -> Belief? {
    guard Bool.random(using: &generator) else { return nil }
    let gaps = Bool.random(using: &generator) ? Double(generator.uniform()) : 0
    return forgetting(gaps, using: &generator).mistaking(0.1, using: &generator)
  }
}
