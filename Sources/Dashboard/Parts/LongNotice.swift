import TerminalUI

/// A remark that the bottom line is too short for: it covers as many of the lines above as it
/// needs, since what to do stands at the end of most of them.
struct LongNotice {
  let notice: Notice

  private static let tallest = 5

  func draw(over area: Rect, on canvas: inout Canvas) {
    let style = notice.kind == .problem ? Style.bad : .accent
    let paragraph = Paragraph([
      Span(notice.kind == .problem ? "✗ " : "", style), Span(notice.text, style),
    ])
    let width = area.width - 2
    guard width >= 10 else { return }
    let lines = min(
      Self.tallest, max(1, area.height / 2), paragraph.lineCount(width: width, for: canvas.glyphs))
    guard lines > 1 else { return }
    let place = area.rows(.share(), .fixed(lines))[1]
    canvas.fill(place)
    paragraph.draw(in: place.inset(left: 1, right: 1), on: &canvas)
  }
}
