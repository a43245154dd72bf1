import RunModel
import TerminalUI

/// The signs of what is to be told of a reflection at a glance.
enum MarkSigns {
  private static let all: [(mark: ReflectionMarks, sign: Sign, name: String)] = [
    (.leak, .leak, "leak"), (.vague, .vague, "vague"), (.untrue, .isFalse, "false"),
  ]

  /// The title of a column of them, and its width.
  static let title = all.map(\.sign.symbol).joined()

  /// Each in a column of its own.
  static func column(_ marks: ReflectionMarks?) -> [Span] {
    all.map { entry in
      marks?.contains(entry.mark) == true
        ? Span(entry.sign.symbol, entry.sign.style.bold) : Span(" ", .text)
    }
  }

  /// With their names: "! leak  ≠ false".
  static func words(_ marks: ReflectionMarks?) -> [Span] {
    all.filter { marks?.contains($0.mark) == true }
      .map { Span(" \($0.sign.symbol) \($0.name)", $0.sign.style) }
  }

  /// What they mean, where they stand: "! leak ~ vague ≠ false".
  static let legend: [Span] = all.flatMap { entry in
    [Span(" \(entry.sign.symbol)", entry.sign.style), Span(" \(entry.name)", .muted)]
  }
}
