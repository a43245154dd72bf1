import RLCore
import TerminalUI

/// What the letters of a board mean in truth, which the policy is not told.
///
///     B goal  C E hole  D F safe  A player
enum LegendLine {
  static func spans(_ legend: [LegendEntry]) -> [Span] {
    var meanings: [String] = []
    for entry in legend where !meanings.contains(entry.meaning) { meanings.append(entry.meaning) }
    return meanings.flatMap { meaning in
      let symbols = legend.filter { $0.meaning == meaning }.map(\.symbol)
      let role = symbols.first?.first.map { Symbols.role(of: $0, legend: legend) } ?? .text
      return [
        Span(symbols.joined(separator: " "), Style(role).bold), Span(" \(meaning)  ", .muted),
      ]
    }
  }
}
