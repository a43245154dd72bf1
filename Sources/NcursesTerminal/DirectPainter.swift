import TerminalUI

/// Writes pictures as the terminal takes them, without ncurses in between.
///
/// For terminals that have 256 colours, which is most, or 16 million, which COLORTERM says and
/// ncurses would not believe. Cursor addressing and colours are those of ECMA-48, which every such
/// terminal has.
struct DirectPainter {
  let theme: Theme
  let depth: ColourDepth
  private var looks: [Style: String] = [:]
  private var measure = CellMeasure()

  init(theme: Theme, depth: ColourDepth) {
    self.theme = theme
    self.depth = depth
  }

  /// The bytes that turn what the terminal shows into the picture.
  ///
  /// - Parameters:
  ///   - changes: what differs, in reading order.
  ///   - clears: whether what the terminal shows is unknown.
  ///   - cursor: where the cursor is left, if it shows.
  /// - Returns: text and escape sequences, in the order in which they are to be sent.
  mutating func text(
    _ changes: [CellChange], clears: Bool, cursor: Canvas.CursorPosition?
  ) -> String {
    var text = clears ? TerminalLook.plainSequence + "\u{1B}[2J" : ""
    var place = (column: -1, row: -1)
    var current: (style: Style, look: String)?
    for change in changes {
      if place != (change.column, change.row) {
        text += Self.move(column: change.column, row: change.row)
      }
      // Most cells look as the one before, which is quicker to see than to look up.
      if current?.style != change.cell.style {
        let wanted = look(of: change.cell.style)
        if wanted != current?.look { text += wanted }
        current = (change.cell.style, wanted)
      }
      text +=
        measure.agrees(on: change.cell)
        ? change.cell.text : String(repeating: "?", count: Int(change.cell.width))
      place = (change.column + Int(change.cell.width), change.row)
    }
    if !changes.isEmpty { text += TerminalLook.plainSequence }
    if let cursor { text += Self.move(column: cursor.column, row: cursor.row) }
    return text
  }

  /// Cursor Position, which counts from 1.
  private static func move(column: Int, row: Int) -> String {
    "\u{1B}[\(row + 1);\(column + 1)H"
  }

  private mutating func look(of style: Style) -> String {
    if let known = looks[style] { return known }
    let look = theme.look(of: style, depth: depth).sequence
    looks[style] = look
    return look
  }
}
