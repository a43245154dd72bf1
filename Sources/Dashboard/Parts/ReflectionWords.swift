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

  /// Claims as they were judged when the text was written: ≠ false, ≉ guessed wrong, ≟ unsupported.
  ///
  /// The mark of a leak stands before it and apart, since "!" is a sign that texts have too.
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
      spans += Self.spans(String(words), owner[start].map { claims[$0] })
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

  private static func spans(_ words: String, _ claim: Claim?) -> [Span] {
    guard let claim else { return [Span(words, .text)] }
    // Squares alone are no route.
    if claim.leak?.isRoute == false { return [Span(words, .warning)] }
    if claim.kind == .leak {
      return [Span("\(Sign.leak.symbol) ", Style.warning.bold), Span(words, .warning)]
    }
    let look = ClaimLook(claim)
    return [Span(words + (claim.verdict == .right ? "" : look.sign), look.style)]
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
  static func verdict(_ check: RuleCheck?, marks: ReflectionMarks? = nil) -> Span? {
    guard let check, check.claims > 0 else { return nil }
    let look = ClaimLook(check, marks: marks)
    // What it says of the attempt is no rule, and may be wrong beside rules that are all true.
    let isElsewhere = check.right == check.claims && marks?.contains(.untrue) == true
    let rest = isElsewhere ? " · \(Sign.isFalse.symbol) what happened" : ""
    return Span("\(look.sign) \(check.right) of \(check.claims) rules true\(rest)", look.style)
  }
}
