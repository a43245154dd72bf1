import RLCore

/// In which order and proportion lessons are read.
///
/// Looking things up comes first: a model that cannot bind a letter to its meaning learns nothing
/// from play.
package struct LakeCurriculum: Sendable {
  private let lessons: LakeLessons

  package init(lessons: LakeLessons) {
    self.lessons = lessons
  }

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
      let kind = Self.kind(at: progress, draw: Double(generator.uniform()))
      return lessons.lesson(kind, using: &generator)
    }
  }

  /// Which lesson a uniform draw picks.
  static func kind(at progress: Double, draw: Double) -> LakeLessons.Kind {
    var left = draw
    let mix = mix(at: progress)
    for (kind, share) in mix {
      if left < share { return kind }
      left -= share
    }
    return mix.last?.kind ?? .informedPlay
  }

  static func mix(at progress: Double) -> [(kind: LakeLessons.Kind, share: Double)] {
    switch progress {
    case ..<0.1:
      [(.glossary, 0.2), (.whereabouts, 0.25), (.reading, 0.2), (.informedPlay, 0.35)]
    case ..<0.5:
      [
        (.glossary, 0.03), (.whereabouts, 0.04), (.reading, 0.03), (.retry, 0.08),
        (.reflection, 0.25), (.informedPlay, 0.57),
      ]
    default:
      [
        (.glossary, 0.02), (.whereabouts, 0.03), (.reading, 0.03), (.retry, 0.08),
        (.reflection, 0.24), (.informedPlay, 0.6),
      ]
    }
  }
}
