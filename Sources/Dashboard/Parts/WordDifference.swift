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

  /// Removed words as "[-two words-]" and added ones as "{+two words+}", so that colour is not
  /// needed.
  var spans: [Span] {
    var spans: [Span] = []
    for piece in pieces {
      let words = piece.words.joined(separator: " ")
      switch piece.kind {
      case .same: spans.append(Span("\(words) ", .text))
      case .removed: spans += [Span("[-\(words)-]", .removed), Span(" ", .text)]
      case .added: spans += [Span("{+\(words)+}", .added), Span(" ", .text)]
      }
    }
    return spans
  }

  private enum Kind {
    case same
    case removed
    case added
  }

  /// Words that stand next to each other and are of one kind.
  private var pieces: [(kind: Kind, words: [Substring])] {
    let lengths = table
    var pieces: [(kind: Kind, words: [Substring])] = []
    func add(_ kind: Kind, _ word: Substring) {
      if pieces.last?.kind == kind {
        pieces[pieces.count - 1].words.append(word)
      } else {
        pieces.append((kind, [word]))
      }
    }
    var (i, j) = (0, 0)
    while i < from.count || j < to.count {
      if i < from.count, j < to.count, from[i] == to[j] {
        add(.same, from[i])
        (i, j) = (i + 1, j + 1)
      } else if j >= to.count || (i < from.count && lengths[i + 1][j] >= lengths[i][j + 1]) {
        add(.removed, from[i])
        i += 1
      } else {
        add(.added, to[j])
        j += 1
      }
    }
    return pieces
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
