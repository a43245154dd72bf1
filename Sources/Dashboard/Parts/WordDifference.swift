import TerminalUI

/// Which words one text has and another has not, by their longest common subsequence.
struct WordDifference {
  /// Words beyond these are not compared, since the cost grows with the product.
  private static let limit = 240

  private let from: [Substring]
  private let to: [Substring]

  init(from: String, to: String) {
    self.from = Array(from.split(separator: " ").prefix(Self.limit))
    self.to = Array(to.split(separator: " ").prefix(Self.limit))
  }

  /// Whether the texts have enough in common for their difference to say something.
  var isUseful: Bool { common * 3 > max(from.count, to.count) }

  private var common: Int { table.first?.first ?? 0 }

  /// Removed words as "[-word-]" and added ones as "{+word+}", so that colour is not needed.
  var spans: [Span] {
    let lengths = table
    var spans: [Span] = []
    var (i, j) = (0, 0)
    while i < from.count || j < to.count {
      if i < from.count, j < to.count, from[i] == to[j] {
        spans.append(Span("\(from[i]) ", .text))
        (i, j) = (i + 1, j + 1)
      } else if j >= to.count || (i < from.count && lengths[i + 1][j] >= lengths[i][j + 1]) {
        spans += [Span("[-\(from[i])-]", .removed), Span(" ", .text)]
        i += 1
      } else {
        spans += [Span("{+\(to[j])+}", .added), Span(" ", .text)]
        j += 1
      }
    }
    return spans
  }

  /// `lengths[i][j]`: words in common of what follows word `i` and word `j`.
  private var table: [[Int]] {
    var lengths = [[Int]](
      repeating: [Int](repeating: 0, count: to.count + 1), count: from.count + 1)
    for i in from.indices.reversed() {
      for j in to.indices.reversed() {
        lengths[i][j] =
          from[i] == to[j]
          ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    return lengths
  }
}
