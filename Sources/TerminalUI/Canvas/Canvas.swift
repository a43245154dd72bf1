/// A picture of the screen: what the views draw on and what the terminal shows.
///
/// Nothing reaches a cell uncleaned and nothing is ever drawn outside, whatever the arguments: a
/// view may compute with any size. Both halves of a wide character are always there or neither.
package struct Canvas: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// What the terminal can draw; text that it cannot draw is replaced as it is written.
  package let glyphs: GlyphSet
  /// Row after row.
  private(set) var cells: [Cell]
  /// Where the terminal's own cursor stands, if it shows.
  package private(set) var cursor: CursorPosition?

  package struct CursorPosition: Hashable, Sendable {
    package let column: Int
    package let row: Int
  }

  package init(width: Int, height: Int, glyphs: GlyphSet = .braille) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.glyphs = glyphs
    self.cells = Array(repeating: .blank, count: self.width * self.height)
  }

  package var bounds: Rect { Rect(column: 0, row: 0, width: width, height: height) }

  /// The cell at a place; a blank one outside.
  package subscript(column: Int, row: Int) -> Cell {
    guard bounds.contains(column: column, row: row) else { return .blank }
    return cells[row * width + column]
  }

  /// Draws one already measured character, if all of it lies within the area.
  package mutating func put(
    _ glyph: TextCell, column: Int, row: Int, in area: Rect, as style: Style
  ) {
    let clip = area.intersection(bounds)
    guard row >= clip.row, row < clip.endRow, column >= clip.column,
      column + glyph.width <= clip.endColumn, glyph.width > 0
    else { return }
    set(Cell(text: glyph.text, width: Int8(glyph.width), style: style), column: column, row: row)
  }

  /// Fills the area with one character, by default with blanks.
  package mutating func fill(_ area: Rect, with character: Character = " ", as style: Style = .text)
  {
    let clip = area.intersection(bounds)
    let glyph = TextCleaner.cells(String(character), for: glyphs).first { $0.width == 1 }
    guard let glyph, !clip.isEmpty else { return }
    for row in clip.row..<clip.endRow {
      for column in clip.column..<clip.endColumn {
        put(glyph, column: column, row: row, in: clip, as: style)
      }
    }
  }

  /// Changes the style of what already stands in the area.
  package mutating func restyle(_ area: Rect, _ change: (Style) -> Style) {
    let clip = area.intersection(bounds)
    guard !clip.isEmpty else { return }
    for row in clip.row..<clip.endRow {
      for index in (row * width + clip.column)..<(row * width + clip.endColumn) {
        let cell = cells[index]
        cells[index] = Cell(text: cell.text, width: cell.width, style: change(cell.style))
      }
    }
  }

  /// Puts a role behind what stands in the area, such as `.selection` behind a row.
  package mutating func highlight(_ area: Rect, over role: Role = .selection) {
    restyle(area) { $0.over(role) }
  }

  /// Shows the terminal's cursor at a place of the area; outside it stays hidden.
  package mutating func showCursor(column: Int, row: Int, in area: Rect) {
    let place = CursorPosition(column: area.column + column, row: area.row + row)
    let visible = area.intersection(bounds).contains(column: place.column, row: place.row)
    cursor = visible ? place : nil
  }

  /// Replaces cells, and blanks the other half of any wide character that this cuts.
  private mutating func set(_ cell: Cell, column: Int, row: Int) {
    let start = row * width + column
    let end = start + Int(cell.width)
    if cells[start].isCovered { blank(start - 1) }
    if column + Int(cell.width) < width, cells[end].isCovered { blank(end) }
    cells[start] = cell
    if cell.width == 2 { cells[start + 1] = .covered(style: cell.style) }
  }

  private mutating func blank(_ index: Int) {
    cells[index] = Cell(text: " ", width: 1, style: cells[index].style)
  }
}
