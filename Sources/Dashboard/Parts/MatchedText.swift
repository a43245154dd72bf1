import TerminalUI

/// A text with what a filter found standing out.
enum MatchedText {
  static func spans(_ text: String, finding filter: String, as style: Style = .text) -> [Span] {
    guard let word = filter.split(separator: " ").last, !word.isEmpty else {
      return [Span(text, style)]
    }
    // Only the first match on a line is marked, and only near its beginning is it looked for.
    let searched = text.prefix(2000)
    guard let range = searched.lowercased().firstRange(of: word.lowercased()) else {
      return [Span(text, style)]
    }
    // Lowercasing may change lengths outside ASCII; then nothing is marked rather than a wrong place.
    guard searched.utf8.count == searched.lowercased().utf8.count else {
      return [Span(text, style)]
    }
    let start = searched.lowercased().utf8.distance(
      from: searched.lowercased().startIndex, to: range.lowerBound)
    let bytes = Array(text.utf8)
    let end = start + word.utf8.count
    guard end <= bytes.count else { return [Span(text, style)] }
    return [
      Span(String(decoding: bytes[..<start], as: UTF8.self), style),
      Span(String(decoding: bytes[start..<end], as: UTF8.self), .match),
      Span(String(decoding: bytes[end...], as: UTF8.self), style),
    ]
  }
}
