import TerminalUI

/// How to leave while a run is live.
struct QuitPopup {
  let choice: Int

  static let box = Popup(
    "the run is still going", width: 58, height: QuitChoice.allCases.count,
    footer: "Enter or letter")

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inside = Self.box.draw(in: area, on: &canvas)
    for (row, item) in QuitChoice.allCases.enumerated() {
      let mark = row == choice ? "▸ " : "  "
      canvas.write(
        [Span(mark, .accent), Span("\(item.key) ", .key), Span(item.words, .text)], row: row,
        in: inside)
      if row == choice { canvas.highlight(inside.line(row)) }
    }
  }
}
