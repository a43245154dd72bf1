/// Makes any text fit to be shown: models, files and servers write what they like.
///
/// Control characters, escape sequences and direction overrides become visible symbols and lose
/// their power; invisible characters become visible; tabs become blanks. Sequences on whose width
/// terminals disagree are taken apart, so that a column is where the program thinks it is.
package enum TextCleaner {
  /// The text as the characters of one line.
  ///
  /// Tabs are counted from column `start`, in which the text begins; reading stops at the first
  /// character that ends more than `limit` columns in.
  package static func cells(
    _ text: String, for glyphs: GlyphSet = .braille, from start: Int = 0, limit: Int = .max
  ) -> [TextCell] {
    var writer = Writer(glyphs: glyphs, start: start)
    for scalar in text.unicodeScalars {
      guard writer.width <= limit else { break }
      writer.append(scalar)
    }
    return writer.cells
  }

  /// The text as one clean line; line breaks become "␤".
  package static func clean(_ text: String, for glyphs: GlyphSet = .braille) -> String {
    cells(text, for: glyphs).map(\.text).joined()
  }

  /// The first lines of a text; every kind of line break counts as one.
  ///
  /// Works on bytes, because a model's answer can be a megabyte and is wrapped at every frame.
  package static func lines(of text: String, limit: Int = .max) -> [Substring] {
    var lines = [Substring]()
    let bytes = text.utf8
    var start = bytes.startIndex
    var place = start
    var before: (UInt8, UInt8) = (0, 0)
    while place < bytes.endIndex, lines.count < limit {
      let byte = bytes[place]
      let next = bytes.index(after: place)
      let breakLength = Self.breakLength(before: before, byte)
      if breakLength > 0 {
        lines.append(text[start..<bytes.index(next, offsetBy: -breakLength)])
        start = next
      }
      before = (before.1, byte)
      place = next
    }
    if lines.count < limit { lines.append(text[start...]) }
    return lines
  }

  /// The bytes of the line break that ends with this byte; 0 when none does.
  private static func breakLength(before: (UInt8, UInt8), _ byte: UInt8) -> Int {
    switch (before.0, before.1, byte) {
    case (_, 0x0D, 0x0A): 2
    case (_, _, 0x0A): 1
    // U+2028 and U+2029, line and paragraph separator.
    case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): 3
    default: 0
    }
  }

  static let tabWidth = 4
  /// More marks than this on one character get a place of their own: ncurses keeps no more.
  static let marksPerCell = 4
}

/// Collects characters and remembers what marks may join.
private struct Writer {
  let glyphs: GlyphSet
  let start: Int
  var cells: [TextCell] = []
  var width = 0
  private var marks = 0
  private var takesMarks = false

  init(glyphs: GlyphSet, start: Int) {
    self.glyphs = glyphs
    self.start = start
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    if (0x20...0x7E).contains(scalar.value) {
      add(.ascii(scalar), takesMarks: true)
      return
    }
    switch ScalarReading(scalar) {
    case .printing(let columns): print(scalar, columns: columns)
    case .mark: join(scalar)
    case .tab:
      let blanks = TextCleaner.tabWidth - (start + width) % TextCleaner.tabWidth
      for _ in 0..<blanks { add(.ascii(" "), takesMarks: false) }
    case .control(let code): show(control: code)
    case .visible(let name): show(name)
    // The parts of a joined emoji stand side by side; terminals disagree on the whole.
    case .joiner(let name): if cells.last?.width != 2 { show(name) }
    case .replaced: print("\u{FFFD}", columns: 1)
    case .dropped: break
    }
  }

  private mutating func print(_ scalar: Unicode.Scalar, columns: Int) {
    if glyphs == .ascii {
      for character in ASCIIFold.fold(scalar, columns: columns).unicodeScalars {
        add(.ascii(character), takesMarks: false)
      }
    } else {
      add(TextCell(text: String(scalar), width: columns), takesMarks: true)
    }
  }

  /// Puts a mark on the character before it; without one it gets a dotted circle to stand on.
  private mutating func join(_ mark: Unicode.Scalar) {
    guard glyphs != .ascii else { return }
    guard takesMarks, marks < TextCleaner.marksPerCell, let last = cells.popLast() else {
      add(TextCell(text: "\u{25CC}\(mark)", width: 1), takesMarks: true)
      marks = 1
      return
    }
    cells.append(TextCell(text: last.text + String(mark), width: last.width))
    marks += 1
  }

  /// U+0000…U+001F have symbols of their own, 0x2400 further on; DEL has the one after "space".
  private mutating func show(control code: UInt32) {
    switch code {
    case 0x7F where glyphs == .ascii: show("^?")
    case 0x7F: print("\u{2421}", columns: 1)
    case 0x80...:
      // A C1 control is a short way to write ESC and a letter, and is shown as what it means.
      show(control: 0x1B)
      Unicode.Scalar(code - 0x40).map { add(.ascii($0), takesMarks: false) }
    case _ where glyphs == .ascii:
      add(.ascii("^"), takesMarks: false)
      Unicode.Scalar(code + 0x40).map { add(.ascii($0), takesMarks: false) }
    case 0x0A: print("\u{2424}", columns: 1)
    default: Unicode.Scalar(code + 0x2400).map { print($0, columns: 1) }
    }
  }

  private mutating func show(_ name: String) {
    for scalar in name.unicodeScalars { add(.ascii(scalar), takesMarks: false) }
  }

  private mutating func add(_ cell: TextCell, takesMarks: Bool) {
    cells.append(cell)
    width += cell.width
    self.takesMarks = takesMarks
    marks = 0
  }
}
