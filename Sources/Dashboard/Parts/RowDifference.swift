import TerminalUI

/// How a text differs from the one in the row above, in a line: "… on {E} and … [-C is safe.-]".
struct RowDifference {
  /// Words beyond these are not compared.
  private static let limit = 120

  private enum Piece {
    case same(ArraySlice<Substring>)
    /// Words that stand in the place of others, or of none.
    case new(ArraySlice<Substring>)
    case missing(ArraySlice<Substring>)
  }

  private let from: [Substring]
  private let to: [Substring]
  /// Words beside a difference that show where it is; none in a narrow column.
  private let context: Int

  init(from: String, to: String, context: Int = 1) {
    self.from = Self.words(from)
    self.to = Self.words(to)
    self.context = context
  }

  private static func words(_ text: String) -> [Substring] {
    Array(text.split { $0 == " " || $0.isNewline }.prefix(limit))
  }

  /// What differs; of texts with little in common the sentences that are new, or what follows a
  /// beginning that is alike; `nil` where they have not even that.
  var spans: [Span]? { changes ?? newSentences ?? rest }

  /// Sentences that the row above does not have, wherever it has the others.
  private var newSentences: [Span]? {
    let above = Set(Self.sentences(from))
    let sentences = Self.sentences(to)
    guard sentences.contains(where: above.contains),
      !sentences.allSatisfy(above.contains)
    else { return nil }
    var spans: [Span] = []
    for sentence in sentences {
      if above.contains(sentence) {
        if spans.last?.text != "…" { spans.append(Span("…", .muted)) }
      } else {
        spans.append(Span("{\(sentence.joined(separator: " "))}", Style.added.bold.underlined))
      }
    }
    return Array(spans.map { [$0] }.joined(separator: [Span(" ", .text)]))
  }

  private static func sentences(_ words: [Substring]) -> [ArraySlice<Substring>] {
    var sentences: [ArraySlice<Substring>] = []
    var start = words.startIndex
    for index in words.indices
    where index == words.indices.last || words[index].last.map(".!?".contains) == true {
      sentences.append(words[start...index])
      start = index + 1
    }
    return sentences
  }

  /// Fewer words at the beginning are no nuisance.
  private static let alike = 2

  private var rest: [Span]? {
    let head = zip(from, to).prefix { $0 == $1 }.count
    guard head >= Self.alike, head < to.count else { return nil }
    return [Span("… ", .muted), Span(to[head...].joined(separator: " "), .text)]
  }

  private var changes: [Span]? {
    let pieces = pieces
    let common = pieces.reduce(0) { if case .same(let words) = $1 { $0 + words.count } else { $0 } }
    guard common * 2 > max(from.count, to.count), !pieces.isEmpty else { return nil }
    let spans = pieces.indices.map { place in
      span(
        of: pieces[place], isFirst: place == pieces.startIndex,
        isLast: place == pieces.index(before: pieces.endIndex))
    }
    return Array(spans.map { [$0] }.joined(separator: [Span(" ", .text)]))
  }

  private func span(of piece: Piece, isFirst: Bool, isLast: Bool) -> Span {
    switch piece {
    case .same(let words):
      let head = isFirst ? [] : Array(words.prefix(context))
      let tail = isLast ? [] : Array(words.suffix(context))
      guard words.count > head.count + tail.count + 1 else {
        return Span(words.joined(separator: " "), .muted)
      }
      return Span((head + ["…"] + tail).joined(separator: " "), .muted)
    case .new(let words):
      return Span("{\(words.joined(separator: " "))}", Style.added.bold.underlined)
    case .missing(let words):
      let short = words.count > 4 ? [words[words.startIndex], "…"] + words.suffix(1) : words
      return Span("[-\(short.joined(separator: " "))-]", .removed)
    }
  }

  // MARK: - Pieces

  /// What the texts have in common at both ends needs no comparing.
  private var pieces: [Piece] {
    let head = zip(from, to).prefix { $0 == $1 }.count
    let rest = min(from.count, to.count) - head
    let tail = zip(from.reversed(), to.reversed()).prefix { $0 == $1 }.prefix(rest).count
    let middle = pieces(from[head..<from.count - tail], to[head..<to.count - tail])
    return (head > 0 ? [.same(to[..<head])] : []) + middle
      + (tail > 0 ? [.same(to[(to.count - tail)...])] : [])
  }

  private func pieces(
    _ from: ArraySlice<Substring>, _ to: ArraySlice<Substring>
  ) -> [Piece] {
    let lengths = Self.lengths(from, to)
    var pieces: [Piece] = []
    var (i, j) = (from.startIndex, to.startIndex)
    while i < from.endIndex || j < to.endIndex {
      let (oldStart, newStart) = (i, j)
      while i < from.endIndex, j < to.endIndex, from[i] == to[j] { (i, j) = (i + 1, j + 1) }
      if j > newStart {
        pieces.append(.same(to[newStart..<j]))
        continue
      }
      while i < from.endIndex || j < to.endIndex {
        if i < from.endIndex, j < to.endIndex, from[i] == to[j] { break }
        let (row, column) = (i - from.startIndex, j - to.startIndex)
        let takesOld =
          j >= to.endIndex
          || (i < from.endIndex && lengths[row + 1][column] >= lengths[row][column + 1])
        if takesOld { i += 1 } else { j += 1 }
      }
      // What stands in another's place shows; the other stands in the row above.
      pieces.append(j > newStart ? .new(to[newStart..<j]) : .missing(from[oldStart..<i]))
    }
    return pieces
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
