import TerminalUI

/// A text that may be longer than its place, with a mark of where in it one is.
struct ScrolledText {
  let spans: [Span]
  let from: Int

  init(_ spans: [Span], from: Int) {
    self.spans = spans
    self.from = from
  }

  /// Never scrolls past the last full page.
  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.width > 1, area.height > 0 else { return }
    let paragraph = Paragraph(spans)
    let lines = paragraph.lineCount(width: area.width - 1, for: canvas.glyphs)
    let first = min(from, max(0, lines - area.height))
    paragraph.draw(in: area.inset(right: 1), from: first, on: &canvas)
    ScrollIndicator(total: lines, visible: area.height, offset: first)
      .draw(in: area.inset(left: area.width - 1), on: &canvas)
  }
}
