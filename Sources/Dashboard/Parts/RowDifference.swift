import TerminalUI

/// A text in a row of a list, with the words marked that the row above does not have there.
///
/// It stays readable as a text: what is gone is not told, since it stands in the row above.
struct RowDifference {
  /// Words beyond these are not compared.
  private static let limit = 120
  /// Columns of what is new that make it worth seeing.
  private static let glimpse = 10

  private let from: [Substring]
  private let to: [Substring]

  init(from: String, to: String) {
    self.from = Self.words(from)
    self.to = Self.words(to)
  }

  private static func words(_ text: String) -> [Substring] {
    Array(text.split { $0 == " " || $0.isNewline }.prefix(limit))
  }

  /// The words, beginning shortly before the first new one where that would not show otherwise.
  ///
  /// Texts with little in common are not held against each other: all of their words are new.
  func spans(width: Int) -> [Span] {
    let isNew = newWords
    guard let first = isNew.firstIndex(of: true) else {
      return [Span(to.joined(separator: " "), .text)]
    }
    let before = to[..<first].reduce(0) { $0 + $1.count + 1 }
    let start = before + Self.glimpse > width ? max(0, first - 2) : 0
    var spans = start > 0 ? [Span("… ", .muted)] : []
    var place = start
    while place < to.count {
      let end = isNew[place...].firstIndex(of: !isNew[place]) ?? to.count
      spans.append(
        Span(
          to[place..<end].joined(separator: " "), isNew[place] ? Style.text.underlined : .text))
      if end < to.count { spans.append(Span(" ", .text)) }
      place = end
    }
    return spans
  }

  /// Of each word whether it is new; of none where the texts have little in common.
  private var newWords: [Bool] {
    // What the texts have in common at both ends needs no comparing.
    let head = zip(from, to).prefix { $0 == $1 }.count
    let rest = min(from.count, to.count) - head
    let tail = zip(from.reversed(), to.reversed()).prefix { $0 == $1 }.prefix(rest).count
    var isNew = [Bool](repeating: false, count: to.count)
    let added = Self.added(from[head..<from.count - tail], to[head..<to.count - tail])
    let common = to.count - added.count
    guard common * 2 > max(from.count, to.count) else { return isNew }
    for place in added { isNew[place] = true }
    return isNew
  }

  /// The places of words that are in no longest common subsequence.
  private static func added(
    _ from: ArraySlice<Substring>, _ to: ArraySlice<Substring>
  ) -> [Int] {
    let lengths = lengths(from, to)
    var added: [Int] = []
    var (i, j) = (from.startIndex, to.startIndex)
    while j < to.endIndex {
      if i < from.endIndex, from[i] == to[j] {
        (i, j) = (i + 1, j + 1)
        continue
      }
      let (row, column) = (i - from.startIndex, j - to.startIndex)
      if i < from.endIndex, lengths[row + 1][column] >= lengths[row][column + 1] {
        i += 1
      } else {
        added.append(j)
        j += 1
      }
    }
    return added
  }

  /// `lengths[i][j]`: words in common of what follows old word `i` and new word `j`.
  private static func lengths(
    _ from: ArraySlice<Substring>, _ to: ArraySlice<Substring>
  ) -> [[Int]] {
    var lengths = [[Int]](
      repeating: [Int](repeating: 0, count: to.count + 1), count: from.count + 1)
    for (i, old) in from.enumerated().reversed() {
      for (j, new) in to.enumerated().reversed() {
        lengths[i][j] =
          old == new ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    return lengths
  }
}
