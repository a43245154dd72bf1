import RLCore
import RunModel
import TerminalUI

/// A reflection's text with its claims about the legend marked as true or false.
enum ReflectionWords {
  private static let checkedLength = 8000

  static func spans(_ reflection: ReflectionRecord, legend: [LegendEntry]) -> [Span] {
    guard let claims = reflection.claims else {
      return spans(reflection.text, legend: legend)
    }
    return reflection.text.isEmpty
      ? [Span("(nothing was written)", .muted)] : spans(reflection.text, claims)
  }

  /// A memory entry's text, by its claims where these were judged.
  static func spans(_ entry: MemoryEntry, legend: [LegendEntry]) -> [Span] {
    entry.claims.map { spans(entry.text, $0) } ?? spans(entry.text, legend: legend)
  }

  /// Claims as they were judged when the text was written: ≠ false, ≟ unsupported, ! leak.
  private static func spans(_ text: String, _ claims: [Claim]) -> [Span] {
    let scalars = Array(text.unicodeScalars)
    var owner = [Int?](repeating: nil, count: scalars.count)
    // Where claims overlap, what should worry most is painted last.
    let order = claims.indices.sorted { (weight(claims[$0]), $0) < (weight(claims[$1]), $1) }
    for index in order {
      for place in claims[index].range.clamped(to: 0..<scalars.count) { owner[place] = index }
    }
    var spans: [Span] = []
    var start = 0
    while start < scalars.count {
      var end = start
      while end < scalars.count, owner[end] == owner[start] { end += 1 }
      var words = String.UnicodeScalarView()
      words.append(contentsOf: scalars[start..<end])
      let look = owner[start].map { Self.look(claims[$0]) } ?? (style: .text, sign: "")
      spans.append(Span(String(words) + look.sign, look.style))
      start = end
    }
    return spans
  }

  private static func weight(_ claim: Claim) -> Int {
    switch (claim.kind, claim.verdict) {
    case (.leak, _): 3
    case (_, .wrong): 2
    case (.rule, _): 1
    case (.grounding, _): 0
    }
  }

  private static func look(_ claim: Claim) -> (style: Style, sign: String) {
    switch (claim.kind, claim.verdict) {
    case (.leak, _): (.warning, Sign.leak.symbol)
    case (_, .right): (.good, "")
    case (_, .wrong): (.bad, Sign.isFalse.symbol)
    case (_, .unsupported): (.warning, Sign.unsupported.symbol)
    }
  }

  /// A claim that is false is marked with a sign as well as a colour: "B safe≠".
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
        spans.append(Span(String(part) + Sign.isFalse.symbol, .bad))
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
      "\((isTrue ? Sign.isTrue : .isFalse).symbol) \(check.right) of \(check.claims) rules true",
      isTrue ? .good : .bad)
  }
}
