import RLCore

/// In which order and proportion lessons about lakes are read.
///
/// Looking things up comes first: a model that cannot bind a letter to its meaning learns nothing
/// from play.
package struct LakeCurriculum: Curriculum {
  private let lessons: LakeLessons

  package init(lessons: LakeLessons) {
    self.lessons = lessons
  }

  package func lesson(
    progress: Double, using generator: inout SeededGenerator
  ) -> Lesson {
    let kind = Self.kind(at: progress, draw: Double(generator.uniform()))
    var lessons = lessons
    lessons.plainShare = Plainness.share(at: progress)
    return lessons.lesson(kind, using: &generator)
  }

  /// Which lesson a uniform draw picks.
  static func kind(at progress: Double, draw: Double) -> LakeLessons.Kind {
    mix(at: progress).pick(draw) ?? .informedPlay
  }

  static func mix(at progress: Double) -> [(kind: LakeLessons.Kind, share: Double)] {
    switch progress {
    case ..<0.1:
      [
        (.glossary, 0.2), (.whereabouts, 0.2), (.reading, 0.2), (.drill, 0.25),
        (.informedPlay, 0.15),
      ]
    case ..<0.5:
      [
        (.glossary, 0.03), (.whereabouts, 0.02), (.reading, 0.02), (.retry, 0.06),
        (.reflection, 0.2), (.retrace, 0.07), (.drill, 0.28), (.informedPlay, 0.32),
      ]
    default:
      [
        (.glossary, 0.02), (.whereabouts, 0.01), (.reading, 0.02), (.retry, 0.05),
        (.reflection, 0.25), (.retrace, 0.06), (.drill, 0.16), (.informedPlay, 0.43),
      ]
    }
  }
}
