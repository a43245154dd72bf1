/// Boards as text, as collections of levels are published: rows of characters, and between them
/// lines that name them.
///
///     ; 1                      Title: A corridor       #####
///     #####                    #####                   #@$.#
///     #@$.#                    #@$.#                   #####
///     #####                    #####                   Title: A corridor
///
/// A name is what `Title:` says, else what stands in quotes, else what follows `;`, else a line of
/// words. It belongs to the board that it touches; where it touches none, or two, to the next
/// board, unless the file ends with a name: then names follow their boards.
struct LevelText {
  struct Level: Equatable {
    /// Where its first row stands, from 1.
    var line: Int
    var name: String?
    var rows: [String]
  }

  private(set) var levels: [Level] = []

  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - isRow: whether a line is a row of a board, inside of one or where one may begin.
  init(_ bytes: [UInt8], isRow: (_ line: String, _ isInside: Bool) -> Bool) {
    var blocks: [Block] = []
    var isTouching = false
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let line = Self.trimmedAtEnd(line)
      guard !line.allSatisfy(\.isWhitespace) else {
        isTouching = false
        continue
      }
      let isLevel = !Self.isRemark(line) && isRow(line, isTouching && blocks.last?.isLevel == true)
      if isTouching, blocks.last?.isLevel == isLevel {
        blocks[blocks.count - 1].lines.append(line)
      } else {
        blocks.append(
          Block(line: index + 1, isLevel: isLevel, touchesLast: isTouching, lines: [line]))
      }
      isTouching = true
    }
    levels = Self.named(blocks)
  }

  /// Lines of one kind without a blank line between them.
  private struct Block {
    var line: Int
    var isLevel: Bool
    /// Whether no blank line stands before it.
    var touchesLast: Bool
    var lines: [String]
  }

  private static func named(_ blocks: [Block]) -> [Level] {
    let namesFollow = blocks.last.map { !$0.isLevel } ?? false
    var levels: [Level] = []
    // The best name that waits for the next board.
    var waiting: Name?
    for (index, block) in blocks.enumerated() {
      if block.isLevel {
        levels.append(Level(line: block.line, name: waiting?.text, rows: block.lines))
        waiting = nil
        continue
      }
      guard let name = block.lines.compactMap(Name.init).max(by: { $0.rank < $1.rank }) else {
        continue
      }
      let touchesNext = index + 1 < blocks.count && blocks[index + 1].touchesLast
      let belongsToLast = block.touchesLast == touchesNext ? namesFollow : block.touchesLast
      if belongsToLast {
        if let last = levels.indices.last, levels[last].name == nil {
          levels[last].name = name.text
        }
      } else if name.rank >= waiting?.rank ?? 0 {
        waiting = name
      }
    }
    return levels
  }

  /// A name that a line gives; the rank says how surely it is meant as one.
  private struct Name {
    let text: String
    let rank: Int

    init?(_ line: String) {
      let line = line.drop(while: \.isWhitespace)
      func named(_ text: some StringProtocol, _ rank: Int) -> (String, Int) {
        (String(text.drop(while: \.isWhitespace)), rank)
      }
      let found: (String, Int)
      if line.hasPrefix(";") {
        found = named(line.drop { $0 == ";" }, 2)
      } else if let quote = line.first, quote == "'" || quote == "\"", line.last == quote {
        found = named(line.dropFirst().dropLast(), 3)
      } else if let key = LevelText.key(of: line) {
        guard key.lowercased() == "title" else { return nil }
        found = named(line.dropFirst(key.count + 1), 4)
      } else {
        found = named(line, 1)
      }
      guard !found.0.isEmpty else { return nil }
      (text, rank) = found
    }
  }

  /// Lines that are no row, whatever they hold.
  private static func isRemark(_ line: String) -> Bool {
    let start = line.drop(while: \.isWhitespace)
    return start.hasPrefix(";") || start.hasPrefix("'") || start.hasPrefix("\"")
      || key(of: start) != nil
  }

  /// The word of `Key: value`.
  private static func key(of line: some StringProtocol) -> Substring? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let key = Substring(line[..<colon])
    let isWord =
      key.first?.isLetter == true
      && key.allSatisfy { $0.isLetter || $0.isNumber || " -_".contains($0) }
    return isWord ? key : nil
  }

  private static func trimmedAtEnd(_ line: Substring) -> String {
    var line = line
    while line.last?.isWhitespace == true { line.removeLast() }
    return String(line)
  }
}
