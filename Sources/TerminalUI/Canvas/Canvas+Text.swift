extension Canvas {
  /// Writes one line of text into a row of the area, cleaned and clipped.
  ///
  /// Row and column are counted from the top left of the area. The result is the number of
  /// columns that the text takes.
  @discardableResult
  package mutating func write(
    _ text: String, row: Int = 0, column: Int = 0, in area: Rect, as style: Style = .text,
    aligned alignment: Alignment = .leading, overflow: Overflow = .ellipsis
  ) -> Int {
    write(
      [Span(text, style)], row: row, column: column, in: area, aligned: alignment,
      overflow: overflow)
  }

  /// Writes one line made of several styles.
  @discardableResult
  package mutating func write(
    _ spans: [Span], row: Int = 0, column: Int = 0, in area: Rect,
    aligned alignment: Alignment = .leading, overflow: Overflow = .ellipsis
  ) -> Int {
    let space = area.width - column
    guard row >= 0, row < area.height, space > 0 else { return 0 }
    let line = StyledLine(spans, for: glyphs, limit: space).fitted(to: space, overflow: overflow)
    let start =
      switch alignment {
      case .leading: column
      case .centre: column + (space - line.width) / 2
      case .trailing: column + space - line.width
      }
    draw(line, column: area.column + start, row: area.row + row, in: area)
    return line.width
  }

  /// Draws measured characters from a place of the screen on.
  mutating func draw(_ line: StyledLine, column: Int, row: Int, in area: Rect) {
    var column = column
    for (glyph, style) in line.cells {
      put(glyph, column: column, row: row, in: area, as: style)
      column += glyph.width
    }
  }

  /// The picture as plain text, without the blanks at the ends of lines; for tests and files.
  package var lines: [String] {
    (0..<height).map { row in
      var line = cells[row * width..<(row + 1) * width].map(\.text).joined()
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
