import RLCore

/// In which order and proportion lessons are read.
package protocol Curriculum: Sendable {
  /// Writes the next text, which the generator decides.
  ///
  /// The progress is the share of the pretraining that is done, 0 to 1.
  func lesson(progress: Double, using generator: inout SeededGenerator) -> Lesson
}

extension Curriculum {
  /// The texts of one batch: a pure function of its arguments.
  ///
  /// - Parameters:
  ///   - batch: counts the batches.
  ///   - size: how many texts.
  ///   - progress: share of the pretraining that is done, 0 to 1.
  ///   - seed: of the pretraining.
  /// - Returns: `size` lessons.
  package func batch(_ batch: Int, size: Int, progress: Double, seed: UInt64) -> [Lesson] {
    (0..<size).map { index in
      var generator = SeededGenerator(seed: seed, purpose: "lesson", batch, index)
      return lesson(progress: progress, using: &generator)
    }
  }
}

/// How plainly notes are worded while reading is learnt.
enum Plainness {
  /// Share of the notes that are whole and in the first phrasings: nearly all until a symbol is
  /// bound to its meaning, which other phrasings then build on.
  static func share(at progress: Double) -> Float {
    progress < 0.3 ? 0.95 : progress < 0.5 ? 0.5 : 0.25
  }
}

extension Array {
  /// Which kind a uniform draw picks from a mix of kinds and their shares, which sum to 1.
  func pick<Kind>(_ draw: Double) -> Kind? where Element == (kind: Kind, share: Double) {
    var left = draw
    for (kind, share) in self {
      if left < share { return kind }
      left -= share
    }
    return last?.kind
  }
}
