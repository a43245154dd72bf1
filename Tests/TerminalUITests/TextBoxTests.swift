import TerminalUI
import Testing

/// Typing several lines.
struct TextBoxTests {
  private func typed(_ text: String, _ keys: [Key]) -> TextBox {
    var box = TextBox(text)
    for key in keys { _ = box.handle(key) }
    return box
  }

  @Test func `Enter begins a line, and Ctrl-S is the end`() {
    var box = typed("", [.character("a"), .enter, .character("b")])
    #expect(box.text == "a\nb")
    #expect(box.handle(.control("s")) == .submitted("a\nb"))
    #expect(box.handle(.escape) == .cancelled)
  }

  @Test(arguments: [
    ([Key.up, .character("x")], "one\ntwox\nthree"),
    ([.up, .home, .character("x")], "one\nxtwo\nthree"),
    ([.up, .up, .end, .character("x")], "onex\ntwo\nthree"),
    ([.up, .up, .up, .character("x")], "xone\ntwo\nthree"),
    ([.control("u")], "one\ntwo\n"),
    ([.control("u"), .backspace], "one\ntwo"),
    ([.up, .home, .control("k"), .delete], "one\nthree"),
    ([.control("w"), .control("w")], "one\n"),
    ([.paste("\r\nfour\rfive")], "one\ntwo\nthree\nfour\nfive"),
    ([.left, .right, .down, .character("!")], "one\ntwo\nthree!"),
  ])
  func `keys move and remove within lines and across them`(keys: [Key], text: String) {
    #expect(typed("one\ntwo\nthree", keys).text == text)
  }

  @Test func `long lines break, and the line of the cursor shows`() {
    var canvas = Canvas(width: 6, height: 2)
    TextBox("abcdefgh\nij").draw(in: canvas.bounds, on: &canvas)
    #expect(canvas.lines == ["fgh", "ij"])
    #expect(canvas.cursor?.column == 2 && canvas.cursor?.row == 1)
  }

  @Test(arguments: [
    ("I can walk on D.", 12, ["I can walk", "on D."]),
    ("ab cdefghijk l", 6, ["ab", "cdefg", "hijk", "l"]), ("ab\ncd ef", 6, ["ab", "cd ef"]),
    ("abcde fg", 6, ["abcde", " fg"]),
  ])
  func `words stay whole where a line has room for them`(
    text: String, width: Int, lines: [String]
  ) {
    var canvas = Canvas(width: width, height: lines.count)
    TextBox(text).draw(in: canvas.bounds, on: &canvas)
    #expect(canvas.lines == lines)
    // Behind the last character.
    #expect(canvas.cursor?.row == lines.count - 1)
    #expect(canvas.cursor?.column == min(width - 1, lines.last?.count ?? 0))
  }

  @Test func `it can be drawn where there is no room`() {
    for (width, height) in [(0, 0), (1, 1), (2, 1), (1, 3)] {
      var canvas = Canvas(width: width, height: height)
      TextBox("ab\n日本\u{1B}c").draw(in: canvas.bounds, on: &canvas)
      #expect(canvas.lines.count == height)
    }
  }
}
