/// One line of text being typed: a search, a command, an edited reflection.
package struct InputLine: Hashable, Sendable {
  private var characters: [Character]
  /// The place before which the next character goes, counted in characters.
  package private(set) var cursor: Int

  /// What a key did to the line.
  package enum Response: Hashable, Sendable {
    case edited
    case moved
    case submitted(String)
    case cancelled
    /// Not a key for a line of text; somebody else may want it.
    case ignored
  }

  package init(_ text: String = "") {
    self.characters = Array(text)
    self.cursor = characters.count
  }

  package var text: String { String(characters) }

  /// Takes a key; the keys are those of a shell: ctrl-a, -e, -u, -k, -w besides the arrows.
  package mutating func handle(_ key: Key) -> Response {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(Self.oneLine(text))
    case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(characters.count, cursor + 1))
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<characters.count)
    case .control("w"): remove(startOfWord..<cursor)
    case .left, .control("b"): move(to: cursor - 1)
    case .right, .control("f"): move(to: cursor + 1)
    case .home, .control("a"): move(to: 0)
    case .end, .control("e"): move(to: characters.count)
    case .enter: .submitted(text)
    case .escape, .control("c"): .cancelled
    default: .ignored
    }
  }

  /// Draws the line behind its prompt, scrolled so that the cursor shows.
  package func draw(prompt: String = "", in area: Rect, on canvas: inout Canvas) {
    let used = canvas.write(prompt, in: area, as: .key)
    let space = area.inset(left: used)
    guard space.width > 0, space.height > 0 else { return }
    let before = TextCleaner.cells(String(characters[..<cursor]), for: canvas.glyphs)
    var hidden = 0
    var column = before.reduce(0) { $0 + $1.width }
    while column > space.width - 1, hidden < before.count {
      column -= before[hidden].width
      hidden += 1
    }
    let shown = before.dropFirst(hidden).map(\.text).joined() + String(characters[cursor...])
    canvas.write(shown, in: space, overflow: .clip)
    canvas.showCursor(column: column, row: 0, in: space)
  }

  /// A line break keeps words apart as a blank does; one at the end only ended the line.
  private static func oneLine(_ text: String) -> String {
    let kept = text.reversed().drop { $0.isNewline }.reversed()
    return String(kept.map { $0.isNewline ? " " : $0 })
  }

  private var startOfWord: Int {
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }

  private mutating func insert(_ new: some Collection<Character>) -> Response {
    // Characters can join their neighbours, so the text is read anew as a whole.
    let before = String(characters[..<cursor]) + String(new)
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
