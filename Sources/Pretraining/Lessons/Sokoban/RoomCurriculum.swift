import RLCore

/// In which order and proportion lessons about rooms are read.
///
/// Looking things up comes first, as with lakes; then many moves a text, and more and more whole
/// attempts.
package struct RoomCurriculum: Curriculum {
  private let lessons: RoomLessons

  package init(lessons: RoomLessons) {
    self.lessons = lessons
  }

  package func lesson(
    progress: Double, using generator: inout SeededGenerator
  ) -> Lesson {
    let kind = Self.mix(at: progress).pick(Double(generator.uniform())) ?? .informedPlay
    var lessons = lessons
    lessons.plainShare = Plainness.share(at: progress)
    return lessons.lesson(kind, using: &generator)
  }

  static func mix(at progress: Double) -> [(kind: RoomLessons.Kind, share: Double)] {
    switch progress {
    case ..<0.1:
      [
        (.glossary, 0.2), (.whereabouts, 0.2), (.reading, 0.2), (.drill, 0.25),
        (.informedPlay, 0.15),
      ]
    case ..<0.6:
      [
        (.glossary, 0.02), (.whereabouts, 0.02), (.reading, 0.03), (.retry, 0.05),
        (.reflection, 0.18), (.drill, 0.4), (.informedPlay, 0.3),
      ]
    default:
      [
        (.glossary, 0.01), (.whereabouts, 0.01), (.reading, 0.03), (.retry, 0.05),
        (.reflection, 0.25), (.drill, 0.25), (.informedPlay, 0.4),
      ]
    }
  }
}
