import Testing

@testable import TerminalUI

private func drawn(
  width: Int, height: Int, glyphs: GlyphSet = .braille, _ draw: (inout Canvas) -> Void
) -> [String] {
  var canvas = Canvas(width: width, height: height, glyphs: glyphs)
  draw(&canvas)
  return canvas.lines
}

@Suite struct `A box` {
  @Test func `has its title and notes in its edges`() {
    let lines = drawn(width: 20, height: 3) { canvas in
      let inside = Frame("title", note: "95 %", footer: "end").draw(in: canvas.bounds, on: &canvas)
      canvas.write("inside", in: inside)
    }
    #expect(lines == ["┌ title ───── 95 % ┐", "│inside            │", "└───────────── end ┘"])
  }

  @Test func `shows by its lines that it has the keyboard, also in ASCII`() {
    func corner(_ focus: Focus, _ glyphs: GlyphSet) -> Character? {
      drawn(width: 6, height: 3, glyphs: glyphs) {
        Frame("", focus: focus).draw(in: $0.bounds, on: &$0)
      }[0].first
    }
    for glyphs in GlyphSet.allCases {
      #expect(corner(.focused, glyphs) != corner(.unfocused, glyphs))
    }
  }

  @Test func `drops a note rather than its title`() {
    let lines = drawn(width: 12, height: 2) {
      Frame("title", note: "a long note").draw(in: $0.bounds, on: &$0)
    }
    #expect(lines[0] == "┌ title ───┐")
  }

  @Test func `has no inside where there is no room`() {
    var canvas = Canvas(width: 1, height: 1)
    #expect(Frame("t").draw(in: canvas.bounds, on: &canvas).isEmpty)
    #expect(canvas.lines == [""])
  }
}

@Suite struct `A paragraph` {
  @Test func `wraps at blanks and breaks what is too long`() {
    let lines = drawn(width: 8, height: 6) {
      Paragraph("the quick brown abcdefghijkl\n\nend").draw(in: $0.bounds, on: &$0)
    }
    #expect(lines == ["the", "quick", "brown", "abcdefgh", "ijkl", ""])
  }

  @Test func `puts as many words on a line as fit`() {
    let lines = drawn(width: 9, height: 2) {
      Paragraph("the quick one").draw(in: $0.bounds, on: &$0)
    }
    #expect(lines == ["the quick", "one"])
  }

  @Test func `keeps wide characters whole at the edge`() {
    let lines = drawn(width: 5, height: 2) {
      Paragraph("日本語").draw(in: $0.bounds, on: &$0)
    }
    #expect(lines == ["日本", "語"])
  }

  @Test func `scrolls and tells whether more follows`() {
    var canvas = Canvas(width: 4, height: 2)
    let text = Paragraph("a\nb\nc\nd")
    #expect(text.draw(in: canvas.bounds, from: 1, on: &canvas) == .init(lines: 2, hasMore: true))
    #expect(canvas.lines == ["b", "c"])
    #expect(text.draw(in: canvas.bounds, from: 2, on: &canvas).hasMore == false)
    #expect(text.draw(in: canvas.bounds, from: 99, on: &canvas).lines == 0)
    #expect(text.lineCount(width: 4) == 4)
  }

  @Test func `keeps the style of each word`() {
    var canvas = Canvas(width: 6, height: 2)
    Paragraph([Span("aa ", .good), Span("bbbb", .bad)]).draw(in: canvas.bounds, on: &canvas)
    #expect(canvas[0, 0].style == .good)
    #expect(canvas[0, 1].style == .bad)
  }

  @Test func `breaks no line at a blank that binds, and shows it as any other`() {
    let lines = TextWrap.lines(of: [Span("aa bb\u{A0}cc dd")], width: 7, for: .braille)
    #expect(lines.map { $0.cells.map(\.glyph.text).joined() } == ["aa", "bb cc", "dd"])
  }

  @Test func `never loses or invents a letter`() {
    var chance = RandomText(seed: 9)
    for _ in 0..<500 {
      let text = chance.text(length: 60)
      let width = 2 + chance.number(below: 20)
      let lines = TextWrap.lines(of: [Span(text)], width: width, for: .braille)
      func letters(_ text: some Sequence<Character>) -> [Character] {
        text.filter { !" \u{A0}".contains($0) }
      }
      let shown = lines.flatMap { line in line.cells.map(\.glyph.text) }.joined()
      let whole = TextCleaner.lines(of: text).map { TextCleaner.clean(String($0)) }.joined()
      #expect(letters(shown).count == letters(whole).count)
      #expect(lines.allSatisfy { $0.width <= width })
    }
  }
}

@Suite struct `A table` {
  static func table(_ count: Int) -> Table {
    Table([.init("name"), .init("r", .fixed(3), .trailing)], count: count) { row in
      [[Span("row \(row)")], [Span("\(row)")]]
    }
  }

  @Test func `aligns its columns under its header`() {
    let lines = drawn(width: 14, height: 3) { Self.table(2).draw(in: $0.bounds, on: &$0) }
    #expect(lines == ["name         r", "row 0        0", "row 1        1"])
  }

  @Test func `marks the selection by a sign and scrolls to it`() {
    var canvas = Canvas(width: 16, height: 4)
    let state = Self.table(100).draw(
      in: canvas.bounds, state: ListState(selected: 50), on: &canvas)
    #expect(state == ListState(selected: 50, offset: 48))
    #expect(canvas.lines[3].hasPrefix("▸ row 50"))
    #expect(canvas[5, 3].style.backdrop == .role(.selection))
    #expect(canvas[5, 2].style.backdrop == nil)
  }

  @Test func `asks only for the rows that show`() {
    var asked = [Int]()
    let table = Table.list(count: 1_000_000) { row in
      asked.append(row)
      return [Span("\(row)")]
    }
    var canvas = Canvas(width: 10, height: 5)
    table.draw(in: canvas.bounds, state: ListState(selected: 999_999), on: &canvas)
    #expect(asked == Array(999_995...999_999))
  }

  @Test func `says when it is empty`() {
    let lines = drawn(width: 20, height: 3) {
      Self.table(0).draw(in: $0.bounds, state: ListState(selected: 4), on: &$0)
    }
    #expect(lines[1] == "  Nothing yet")
  }

  @Test func `moves its selection no further than its ends`() {
    let state = ListState(selected: 2)
    #expect(state.moved(by: -9, count: 5).selected == 0)
    #expect(state.moved(by: .max, count: 5).selected == 4)
    #expect(state.moved(by: 1, count: 0).selected == 0)
    #expect(ListState(selected: 9, offset: 9).fitted(count: 3, height: 2).offset == 1)
    #expect(ListState(selected: 9).fitted(count: 0, height: 0) == ListState())
  }
}

@Suite struct `An input line` {
  static func typed(_ keys: [Key], into text: String = "") -> InputLine {
    var line = InputLine(text)
    for key in keys { _ = line.handle(key) }
    return line
  }

  @Test(arguments: [
    ([Key.left, .character("x")], "abxc"), ([.backspace], "ab"), ([.home, .delete], "bc"),
    ([.control("u")], ""), ([.control("a"), .control("k")], ""), ([.end, .character("d")], "abcd"),
    ([.left, .left, .control("k")], "a"), ([.paste("1\n2")], "abc1 2"),
    ([.paste("1\r\n2\n")], "abc1 2"),
    ([.character(" "), .character("d"), .control("w")], "abc "),
  ])
  func `is edited as in a shell`(keys: [Key], text: String) {
    #expect(Self.typed(keys, into: "abc").text == text)
  }

  @Test func `answers with what was entered`() {
    var line = InputLine("x")
    #expect(line.handle(.enter) == .submitted("x"))
    #expect(line.handle(.escape) == .cancelled)
    #expect(line.handle(.up) == .ignored)
    #expect(line.handle(.left) == .moved)
  }

  @Test func `keeps its cursor on a character when one joins another`() {
    let line = Self.typed([.character("\u{301}"), .character("b")], into: "e")
    #expect(line.text == "e\u{301}b")
    #expect(line.cursor == 2)
  }

  @Test func `scrolls so that the cursor shows`() {
    var canvas = Canvas(width: 6, height: 1)
    InputLine("abcdefgh").draw(prompt: "/", in: canvas.bounds, on: &canvas)
    #expect(canvas.lines == ["/efgh"])
    #expect(canvas.cursor?.column == 5)
  }
}

@Suite struct `A bar` {
  @Test func `is exact to an eighth`() {
    func bar(_ fraction: Double, _ glyphs: GlyphSet = .braille) -> String {
      drawn(width: 4, height: 1, glyphs: glyphs) {
        Bar(fraction, .good).draw(in: $0.bounds, on: &$0)
      }[0]
    }
    #expect(bar(0.5) == "██")
    #expect(bar(0.53125) == "██▏")
    #expect(bar(2) == "████")
    #expect(bar(.nan) == "")
    #expect(bar(0.5, .ascii) == "##")
  }

  @Test func `stacks parts with a texture each and no rounding left over`() {
    let parts = [1.0, 1, 1].map { StackedBar.Part($0, .text) }
    let lines = drawn(width: 10, height: 1, glyphs: .ascii) {
      StackedBar(parts).draw(in: $0.bounds, on: &$0)
    }
    #expect(lines == ["###====---"])
  }

  @Test func `says how far something has come`() {
    let lines = drawn(width: 18, height: 1) { ProgressBar(0.5).draw(in: $0.bounds, on: &$0) }
    #expect(lines == ["▕█████     ▏ 50 %"])
    let narrow = drawn(width: 5, height: 1) { ProgressBar(0.5).draw(in: $0.bounds, on: &$0) }
    #expect(narrow == ["50 %"])
  }
}

@Suite struct `A sparkline` {
  @Test func `shows the latest values and leaves gaps`() {
    let lines = drawn(width: 5, height: 1) {
      Sparkline([9, 9, 0, 1, .nan, 2, 4], .text).draw(in: $0.bounds, on: &$0)
    }
    #expect(lines == ["▁▂ ▄█"])
  }

  @Test func `is drawn for a constant and for nothing`() {
    #expect(
      drawn(width: 3, height: 1) { Sparkline([2, 2]).draw(in: $0.bounds, on: &$0) }
        == [" ▄▄"])
    #expect(drawn(width: 3, height: 1) { Sparkline([.nan]).draw(in: $0.bounds, on: &$0) } == [""])
  }
}

@Suite struct `A status line` {
  @Test func `keeps its right end whole`() {
    let lines = drawn(width: 16, height: 1) {
      StatusLine(left: [Span("a long left side")], right: [Span("? help")])
        .draw(in: $0.bounds, on: &$0)
    }
    #expect(lines == ["a long l… ? help"])
  }
}

@Suite struct `A popup` {
  @Test func `covers what lies behind it`() {
    let lines = drawn(width: 12, height: 5) { canvas in
      canvas.fill(canvas.bounds, with: "x")
      let inside = Popup("?", width: 4, height: 1).draw(in: canvas.bounds, on: &canvas)
      canvas.write("help", in: inside)
    }
    #expect(lines[2] == "xx┃ help ┃xx")
  }
}

@Suite struct `Drawing` {
  @Test func `is safe at any place, at any size and with any text`() {
    var chance = RandomText(seed: 10)
    for _ in 0..<400 {
      let glyphs = GlyphSet.allCases[chance.number(below: 3)]
      var canvas = Canvas(
        width: chance.number(below: 30), height: chance.number(below: 10), glyphs: glyphs)
      for _ in 0..<8 {
        func near() -> Int { chance.number(below: 50) - 15 }
        let area = Rect(column: near(), row: near(), width: near(), height: near())
        let text = chance.text(length: 20)
        canvas.write(text, row: near(), column: near(), in: area, as: .heat(0.3))
        let inside = Frame(text, note: text, footer: text).draw(in: area, on: &canvas)
        Paragraph(text).draw(in: inside, from: near(), on: &canvas)
        Table.list(count: near()) { _ in [Span(text)] }
          .draw(in: area, state: ListState(selected: near(), offset: near()), on: &canvas)
        ProgressBar(Double(near()) / 10).draw(in: area, on: &canvas)
        InputLine(text).draw(prompt: text, in: area, on: &canvas)
        StatusLine(left: [Span(text)], right: [Span(text)]).draw(in: area, on: &canvas)
        Popup(text, width: near(), height: near()).draw(in: area, on: &canvas)
        ScrollIndicator(total: near(), visible: near(), offset: near()).draw(in: area, on: &canvas)
      }
      for row in 0..<canvas.height {
        let widths = (0..<canvas.width).map { Int(canvas[$0, row].width) }
        #expect(widths.reduce(0, +) == canvas.width)
      }
    }
  }
}
