import RunModel
import TerminalUI

/// A text with what was looked for standing out.
enum MatchedText {
  /// Matches that are marked; nobody looks at more, and a text may be all matches.
  private static let mostMarks = 200
  private static let searchedBytes = 100_000

  static func spans(
    _ text: String, finding patterns: [TextPattern], as style: Style = .text
  ) -> [Span] {
    guard !patterns.isEmpty, !text.isEmpty, text.utf8.count <= searchedBytes else {
      return [Span(text, style)]
    }
    var places: [Range<Int>] = []
    for pattern in patterns {
      var from = 0
      while places.count < mostMarks, let found = pattern.firstMatch(in: text, from: from) {
        // A match of nothing marks nothing.
        from = max(found.upperBound, found.lowerBound + 1)
        if !found.isEmpty { places.append(found) }
        if from > text.utf8.count { break }
      }
    }
    return cut(text, at: places.sorted { $0.lowerBound < $1.lowerBound }, style)
  }

  /// For a filter that is words side by side.
  static func spans(_ text: String, finding filter: String, as style: Style = .text) -> [Span] {
    spans(
      text, finding: filter.split(separator: " ").map { TextPattern(words: String($0)) },
      as: style)
  }

  private static func cut(_ text: String, at places: [Range<Int>], _ style: Style) -> [Span] {
    let bytes = Array(text.utf8)
    var spans: [Span] = []
    var end = 0
    func add(_ range: Range<Int>, _ style: Style) {
      guard !range.isEmpty else { return }
      spans.append(Span(String(decoding: bytes[range], as: UTF8.self), style))
    }
    for place in places where place.lowerBound >= end && place.upperBound <= bytes.count {
      add(end..<place.lowerBound, style)
      add(place, .match)
      end = place.upperBound
    }
    add(end..<bytes.count, style)
    return spans
  }
}
