import RunModel
import TerminalUI

/// The signs of what is to be told of a reflection at a glance.
enum MarkSigns {
  private static let all: [(mark: ReflectionMarks, sign: String, name: String, style: Style)] = [
    (.leak, "!", "leak", .warning), (.vague, "~", "vague", .warning),
    (.untrue, "✗", "false", .bad),
  ]

  /// The title of a column of them, and its width.
  static let title = all.map(\.sign).joined()

  /// Each in a column of its own.
  static func column(_ marks: ReflectionMarks?) -> [Span] {
    all.map { entry in
      marks?.contains(entry.mark) == true
        ? Span(entry.sign, entry.style.bold) : Span(" ", .text)
    }
  }

  /// With their names: "! leak  ✗ false".
  static func words(_ marks: ReflectionMarks?) -> [Span] {
    all.filter { marks?.contains($0.mark) == true }
      .map { Span(" \($0.sign) \($0.name)", $0.style) }
  }

  /// What they mean, where they stand: "! leak ~ vague ✗ false".
  static let legend: [Span] = all.flatMap { entry in
    [Span(" \(entry.sign)", entry.style), Span(" \(entry.name)", .muted)]
  }
}
