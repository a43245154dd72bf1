import RunModel
import TerminalUI

/// Text over everything else, which scrolls: explanations, and the legend.
struct TextPopup {
  let title: String
  let spans: [Span]
  let scroll: Int

  private static let widest = 110

  func draw(in area: Rect, on canvas: inout Canvas) {
    let width = min(Self.widest, area.width - 6)
    let paragraph = Paragraph(spans)
    let lines = paragraph.lineCount(width: max(1, width - 1), for: canvas.glyphs)
    let inside = Popup(
      title, width: width, height: min(lines, max(1, area.height - 4)),
      footer: lines > area.height - 4 ? "j k scroll · any other key closes" : "any key closes"
    ).draw(in: area, on: &canvas)
    ScrolledText(spans, from: scroll).draw(in: inside, on: &canvas)
  }
}

extension Explanation {
  /// As the screen writes it: the name, then each part.
  var spans: [Span] {
    [Span(name + "\n", Style.title.bold)]
      + parts.flatMap { part in
        part.heading.isEmpty
          ? [Span(part.text + "\n", .text)]
          : [
            Span("  \(part.heading): ", part.heading == "good" ? .good : .muted),
            Span(part.text + "\n", .text),
          ]
      } + [Span("\n", .text)]
  }
}
