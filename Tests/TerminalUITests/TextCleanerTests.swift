import Testing

@testable import TerminalUI

@Suite struct `Cleaned text` {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}]52;c;x\u{07}", "␛]52;c;x␇"), ("a\0b", "a␀b"),
    ("\u{7F}", "␡"), ("\u{9B}31m", "␛[31m"), ("a\nb\r\nc", "a␤b␍␤c"),
    ("a\tb\tc", "a   b   c"), ("abc\u{202E}def", "abc<U+202E>def"),
    ("a\u{200B}b", "a<U+200B>b"), ("\u{FEFF}x", "<U+FEFF>x"), ("a\u{200D}b", "a<U+200D>b"),
    ("e\u{301}", "e\u{301}"), ("\u{301}x", "\u{25CC}\u{301}x"), ("\u{2028}", "␤"),
    ("\u{E0041}", "<U+E0041>"), ("\u{FFFF}", "\u{FFFD}"), ("\u{E000}", "\u{FFFD}"),
    ("👨\u{200D}👩", "👨👩"), ("👍🏽", "👍"), ("❤\u{FE0F}", "❤"), ("🇩🇪", "DE"),
    ("a\u{AD}b", "a<U+00AD>b"), ("日本", "日本"),
  ])
  func `shows what is hidden or dangerous`(raw: String, clean: String) {
    // Compared by scalars, since `==` on strings treats some of them as equal.
    #expect(Array(TextCleaner.clean(raw).unicodeScalars) == Array(clean.unicodeScalars))
  }

  @Test func `has no control or format character whatever it was made of`() {
    var chance = RandomText(seed: 1)
    for _ in 0..<2000 {
      let raw = chance.text(length: 30)
      for glyphs in GlyphSet.allCases {
        for scalar in TextCleaner.clean(raw, for: glyphs).unicodeScalars {
          let category = scalar.properties.generalCategory
          #expect(category != .control && category != .format && category != .unassigned)
          if glyphs == .ascii { #expect((0x20...0x7E).contains(scalar.value)) }
        }
      }
    }
  }

  @Test func `stays as it is when cleaned again`() {
    var chance = RandomText(seed: 2)
    for _ in 0..<1000 {
      let clean = TextCleaner.clean(chance.text(length: 20))
      #expect(TextCleaner.clean(clean) == clean)
    }
  }

  @Test func `is as wide in columns as its cells`() {
    var chance = RandomText(seed: 3)
    for _ in 0..<1000 {
      for cell in TextCleaner.cells(chance.text(length: 20)) {
        let widths = cell.text.unicodeScalars.map { TextWidth.columns(of: $0) }
        #expect(widths.reduce(0, +) == cell.width)
        #expect(cell.width == 1 || cell.width == 2)
        #expect(widths.count <= TextCleaner.marksPerCell + 1)
      }
    }
  }

  @Test(arguments: [
    ("a\nb", ["a", "b"]), ("a\r\nb", ["a", "b"]), ("a\rb", ["a\rb"]), ("", [""]),
    ("\n\n", ["", "", ""]), ("é\u{2028}日\u{2029}", ["é", "日", ""]),
  ])
  func `is cut at line breaks of every kind`(text: String, lines: [String]) {
    #expect(TextCleaner.lines(of: text).map(String.init) == lines)
    #expect(TextCleaner.lines(of: text, limit: 1).map(String.init) == [lines[0]])
  }

  @Test func `is read no further than asked`() {
    let long = String(repeating: "日", count: 1000)
    #expect(TextCleaner.cells(long, limit: 10).count == 6)
  }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("é", 1), ("e\u{301}", 1), ("🙂", 2), ("ﾊ", 1), ("Ａ", 2), ("각", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("", 0), ("─│┌", 3), ("⣿", 1), ("❤", 1), ("⚡", 2),
  ])
  func `has the width that terminals give it`(text: String, columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
  }
}

/// Text out of everything that has ever surprised a terminal.
struct RandomText {
  private var state: UInt64

  init(seed: UInt64) {
    self.state = seed
  }

  mutating func number(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, bound)
  }

  mutating func text(length: Int) -> String {
    let ranges: [ClosedRange<Int>] = [
      0...0x1F, 0x20...0x7E, 0x7F...0x9F, 0xA0...0x24F, 0x300...0x36F, 0x590...0x6FF,
      0x900...0x97F, 0x1100...0x11FF, 0x2000...0x206F, 0x2500...0x28FF, 0x3000...0x30FF,
      0x4E00...0x4EFF, 0xAC00...0xAC80, 0xE000...0xE010, 0xFE00...0xFE0F, 0xFFF0...0xFFFF,
      0x1F1E6...0x1F1FF, 0x1F300...0x1F6FF, 0xE0000...0xE01FF,
    ]
    var text = ""
    for _ in 0..<number(below: length + 1) {
      let range = ranges[number(below: ranges.count)]
      let value = range.lowerBound + number(below: range.count)
      if let scalar = Unicode.Scalar(UInt32(value)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
