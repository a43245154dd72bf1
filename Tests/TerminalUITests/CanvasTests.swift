import Testing

@testable import TerminalUI

@Suite struct `A canvas` {
  @Test func `clips text at its area and says that something is missing`() {
    var canvas = Canvas(width: 8, height: 2)
    canvas.write("abcdefghij", in: Rect(column: 1, row: 0, width: 5, height: 1))
    #expect(canvas.lines == [" abcd…", ""])
  }

  @Test func `clips without a mark where that is asked for`() {
    var canvas = Canvas(width: 4, height: 1)
    canvas.write("abcdef", in: canvas.bounds, overflow: .clip)
    #expect(canvas.lines == ["abcd"])
  }

  @Test(arguments: [
    (Alignment.leading, "ab"), (.centre, " ab"), (.trailing, "   ab"),
  ])
  func `aligns a line`(alignment: Alignment, line: String) {
    var canvas = Canvas(width: 5, height: 1)
    canvas.write("ab", in: canvas.bounds, aligned: alignment)
    #expect(canvas.lines == [line])
  }

  @Test func `draws a wide character whole or not at all`() {
    var canvas = Canvas(width: 5, height: 1)
    canvas.write("日本語", in: canvas.bounds, overflow: .clip)
    #expect(canvas.lines == ["日本"])
    #expect(canvas[1, 0].isCovered)
    #expect(canvas[4, 0] == .blank)
  }

  @Test func `leaves no half of a wide character that is overwritten`() {
    for column in 0...1 {
      var canvas = Canvas(width: 4, height: 1)
      canvas.write("日b", in: canvas.bounds)
      canvas.write("x", column: column, in: canvas.bounds)
      #expect(canvas.lines == [column == 0 ? "x b" : " xb"])
      #expect(!canvas[0, 0].isCovered && !canvas[1, 0].isCovered)
    }
  }

  @Test func `leaves no half when one wide character is written across two`() {
    var canvas = Canvas(width: 6, height: 1)
    canvas.write("日本", in: canvas.bounds)
    canvas.write("語", column: 1, in: canvas.bounds)
    #expect(canvas.lines == [" 語"])
    #expect((0..<6).map { canvas[$0, 0].width } == [1, 2, 0, 1, 1, 1])
  }

  @Test func `answers with a blank outside`() {
    let canvas = Canvas(width: 1, height: 1)
    #expect(canvas[-1, 0] == .blank)
    #expect(canvas[0, 7] == .blank)
  }

  @Test func `tells which cells changed`() {
    var before = Canvas(width: 6, height: 2)
    before.write("abc日", in: before.bounds)
    var after = before
    #expect(after.changedCells(from: before).isEmpty)
    after.write("X", column: 1, in: after.bounds)
    after.write("本", column: 3, in: after.bounds)
    after.write("é", row: 1, column: 5, in: after.bounds)
    let changes = after.changedCells(from: before)
    #expect(changes.map(\.cell.text) == ["X", "本", "é"])
    #expect(changes.map(\.column) == [1, 3, 5])
    #expect(changes.map(\.row) == [0, 0, 1])
  }

  @Test func `counts a change of style as a change`() {
    var before = Canvas(width: 3, height: 1)
    before.write("abc", in: before.bounds)
    var after = before
    after.highlight(Rect(column: 1, row: 0, width: 1, height: 1))
    #expect(after.changedCells(from: before).map(\.column) == [1])
  }

  @Test func `changes everywhere when its size does`() {
    let changes = Canvas(width: 3, height: 2).changedCells(from: Canvas(width: 2, height: 3))
    #expect(changes.count == 6)
  }

  @Test func `shows the cursor only inside the area`() {
    var canvas = Canvas(width: 4, height: 2)
    canvas.showCursor(column: 1, row: 0, in: Rect(column: 2, row: 1, width: 2, height: 1))
    #expect(canvas.cursor?.column == 3)
    #expect(canvas.cursor?.row == 1)
    canvas.showCursor(column: 2, row: 0, in: Rect(column: 2, row: 1, width: 2, height: 1))
    #expect(canvas.cursor == nil)
  }

  @Test func `writes escape sequences of its own and none of the text's`() {
    var canvas = Canvas(width: 12, height: 1)
    canvas.write("\u{1B}[31mx", in: canvas.bounds, as: .good)
    let text = canvas.ansi(theme: .kolbDark, depth: .truecolor)
    #expect(text.contains("\u{1B}[0;38;2;143;214;148m␛[31mx"))
    #expect(text.hasSuffix("\u{1B}[0m\n"))
    #expect(!canvas.ansi(theme: .mono, depth: .mono).contains("38;"))
  }

  @Test func `replaces what an ASCII terminal cannot show, column for column`() {
    var canvas = Canvas(width: 20, height: 1, glyphs: .ascii)
    canvas.write("é→日█│ Δ “x”", in: canvas.bounds)
    #expect(canvas.lines == ["e>??#| D \"x\""])
  }
}
