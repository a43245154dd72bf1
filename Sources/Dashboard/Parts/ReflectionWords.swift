import RLCore
import RunModel
import TerminalUI

/// A reflection's text with its claims about the legend marked as true or false.
enum ReflectionWords {
  private static let checkedLength = 8000

  static func spans(_ reflection: ReflectionRecord, legend: [LegendEntry]) -> [Span] {
    spans(reflection.text, legend: legend)
  }

  /// A claim that is false is marked with a sign as well as a colour: "B safe✗".
  static func spans(_ text: String, legend: [LegendEntry]) -> [Span] {
    guard !text.isEmpty else { return [Span("(nothing was written)", .muted)] }
    var spans: [Span] = []
    var previous: Substring?
    // A text as long as a book is not checked to its end.
    let checked = text.prefix(checkedLength)
    for part in checked.split(separator: " ", omittingEmptySubsequences: false) {
      if !spans.isEmpty { spans.append(Span(" ", .text)) }
      let pair = previous.map { RuleCheck(text: "\($0) \(part)", legend: legend) }
      switch pair {
      case .some(let check) where check.claims == 1 && check.right == 1:
        spans.append(Span(String(part), .good))
      case .some(let check) where check.claims == 1:
        spans.append(Span(String(part) + "✗", .bad))
      default: spans.append(Span(String(part), .text))
      }
      previous = part
    }
    if checked.endIndex < text.endIndex { spans.append(Span(String(text[checked.endIndex...]))) }
    return spans
  }

  /// "5 of 6 claims true", or `nil` if nothing checkable is claimed.
  static func verdict(_ check: RuleCheck?) -> Span? {
    guard let check, check.claims > 0 else { return nil }
    let isTrue = check.right == check.claims
    return Span(
      "\(isTrue ? "✓" : "✗") \(check.right) of \(check.claims) rules true", isTrue ? .good : .bad)
  }
}
