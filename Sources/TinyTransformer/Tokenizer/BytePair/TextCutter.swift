/// Cuts a text into the words within which tokens are merged.
struct TextCutter: Equatable, Sendable {
  /// What becomes of a text at the matches of a pattern.
  enum Step: Equatable, Sendable {
    /// Matches and what lies between them are pieces of their own.
    case isolate(Pattern)
    /// Only matches are kept.
    case keep(Pattern)
    /// Only what lies between them is kept.
    case remove(Pattern)
  }

  var steps: [Step]

  /// The pieces of a text, none of them empty, in order.
  func cut(_ text: ArraySlice<UInt32>) -> [ArraySlice<UInt32>] {
    steps.reduce(text.isEmpty ? [] : [text]) { pieces, step in
      pieces.flatMap { Self.cut($0, step) }
    }
  }

  private static func cut(_ text: ArraySlice<UInt32>, _ step: Step) -> [ArraySlice<UInt32>] {
    switch step {
    case .keep(let pattern): return pattern.matches(in: text).map { text[$0] }
    case .isolate(let pattern): return cut(text, pattern.matches(in: text), keepingMatches: true)
    case .remove(let pattern): return cut(text, pattern.matches(in: text), keepingMatches: false)
    }
  }

  private static func cut(
    _ text: ArraySlice<UInt32>, _ matches: [Range<Int>], keepingMatches: Bool
  ) -> [ArraySlice<UInt32>] {
    var pieces: [ArraySlice<UInt32>] = []
    var start = text.startIndex
    for match in matches {
      if start < match.lowerBound { pieces.append(text[start..<match.lowerBound]) }
      if keepingMatches { pieces.append(text[match]) }
      start = match.upperBound
    }
    if start < text.endIndex { pieces.append(text[start...]) }
    return pieces
  }
}
