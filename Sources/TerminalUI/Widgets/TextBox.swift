/// Several lines of text being typed, such as a reflection.
package struct TextBox: Hashable, Sendable {
  private var characters: [Character]
  /// The place before which the next character goes, counted in characters.
  package private(set) var cursor: Int

  /// What a key did to the text.
  package enum Response: Hashable, Sendable {
    case edited
    case moved
    /// Ctrl-S: it is done.
    case submitted(String)
    case cancelled
    /// Not a key for a text; somebody else may want it.
    case ignored
  }

  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  package var text: String { String(characters) }

  /// More than anybody types; a longer paste is cut off.
  private static let limit = 20_000

  /// Takes a key; the keys are those of a shell besides the arrows, and Enter begins a line.
  package mutating func handle(_ key: Key) -> Response {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    case .enter: insert(["\n"])
    case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(characters.count, cursor + 1))
    case .control("u"): remove(startOfLine..<cursor)
    case .control("k"): remove(cursor..<endOfLine)
    case .control("w"): remove(startOfWord..<cursor)
    case .left, .control("b"): move(to: cursor - 1)
    case .right, .control("f"): move(to: cursor + 1)
    case .home, .control("a"): move(to: startOfLine)
    case .end, .control("e"): move(to: endOfLine)
    case .up, .control("p"): moveLine(by: -1)
    case .down, .control("n"): moveLine(by: 1)
    case .control("s"): .submitted(text)
    case .escape, .control("c"): .cancelled
    default: .ignored
    }
  }

  /// Draws the text, its lines broken where the area ends, scrolled so that the cursor shows.
  package func draw(in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let layout = lines(width: area.width, for: canvas.glyphs)
    let hidden = max(0, layout.cursor.row - area.height + 1)
    for (row, line) in layout.lines.dropFirst(hidden).prefix(area.height).enumerated() {
      canvas.write(line, row: row, in: area, overflow: .clip)
    }
    canvas.showCursor(column: layout.cursor.column, row: layout.cursor.row - hidden, in: area)
  }

  /// The text in lines of at most `width` columns, and where the cursor is among them.
  private func lines(
    width: Int, for glyphs: GlyphSet
  ) -> (lines: [String], cursor: (row: Int, column: Int)) {
    let sizes = characters.map { character in
      TextCleaner.cells(String(character), for: glyphs).reduce(0) { $0 + $1.width }
    }
    let lines = lines(of: sizes, width: width)
    let row = lines.lastIndex { $0.lowerBound <= cursor } ?? 0
    let column = sizes[lines[row].lowerBound..<cursor].reduce(0, +)
    return (lines.map { String(characters[$0]) }, (row, column))
  }

  /// Which characters each line has: it ends behind the last blank, or in a word that is longer.
  private func lines(of sizes: [Int], width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var (start, column) = (0, 0)
    /// Where the latest word of the line begins.
    var word: Int?
    for (index, character) in characters.enumerated() {
      if character.isNewline {
        lines.append(start..<index)
        (start, column, word) = (index + 1, 0, nil)
        continue
      }
      // The last column stays free for a cursor behind the text.
      if column + sizes[index] >= width, column > 0 {
        let next = character.isWhitespace ? index : word ?? index
        lines.append(start..<next)
        (start, column, word) = (next, sizes[next..<index].reduce(0, +), nil)
      }
      column += sizes[index]
      if character.isWhitespace { word = index + 1 }
    }
    return lines + [start..<characters.count]
  }

  private var startOfLine: Int {
    (characters[..<cursor].lastIndex { $0.isNewline } ?? -1) + 1
  }

  private var endOfLine: Int {
    characters[cursor...].firstIndex { $0.isNewline } ?? characters.count
  }

  private var startOfWord: Int {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  /// To the same place of the line above or below.
  private mutating func moveLine(by count: Int) -> Response {
    let column = cursor - startOfLine
    if count < 0 {
      guard startOfLine > 0 else { return move(to: 0) }
      cursor = startOfLine - 1
    } else {
      guard endOfLine < characters.count else { return move(to: characters.count) }
      cursor = endOfLine + 1
    }
    return move(to: min(startOfLine + column, endOfLine))
  }

  private mutating func insert(_ new: some Collection<Character>) -> Response {
    // Characters can join their neighbours, so the text is read anew as a whole.
    let room = max(0, Self.limit - characters.count)
    let before = String(characters[..<cursor]) + String(new.prefix(room))
    let after = String(characters[cursor...])
    characters = Array(before + after)
    cursor = min(characters.count, before.count)
    return .edited
  }

  private mutating func remove(_ range: Range<Int>) -> Response {
    guard !range.isEmpty else { return .ignored }
    characters.removeSubrange(range)
    cursor = range.lowerBound
    return .edited
  }

  private mutating func move(to place: Int) -> Response {
    cursor = min(max(0, place), characters.count)
    return .moved
  }
}
