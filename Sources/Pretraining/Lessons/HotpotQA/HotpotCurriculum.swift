import RLCore

/// In which order and proportion lessons about the generated world are read: looking things up
/// comes first.
package struct HotpotCurriculum: Curriculum {
  private let lessons: HotpotLessons

  package init(lessons: HotpotLessons) {
    self.lessons = lessons
  }

  package func lesson(
    progress: Double, using generator: inout SeededGenerator
  ) -> Lesson {
    let kind = Self.mix(at: progress).pick(Double(generator.uniform())) ?? .informed
    var lessons = lessons
    lessons.plainShare = Plainness.share(at: progress)
    return lessons.lesson(kind, using: &generator)
  }

  static func mix(at progress: Double) -> [(kind: HotpotLessons.Kind, share: Double)] {
    progress < 0.2
      ? [(.glossary, 0.2), (.lookup, 0.5), (.informed, 0.3)]
      : [
        (.glossary, 0.03), (.lookup, 0.07), (.retry, 0.05), (.reflection, 0.35), (.informed, 0.5),
      ]
  }
}
