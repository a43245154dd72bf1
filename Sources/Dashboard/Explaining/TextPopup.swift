import RunModel
import TerminalUI

/// Text over everything else, which scrolls: explanations, and the legend.
struct TextPopup {
  let title: String
  let spans: [Span]
  let scroll: Int

  private static let widest = 110

  private func width(in area: Rect) -> Int { min(Self.widest, area.width - 6) }
  private func height(in area: Rect) -> Int { max(1, area.height - 4) }

  private func lines(in area: Rect, for glyphs: GlyphSet = .braille) -> Int {
    Paragraph(spans).lineCount(width: max(1, width(in: area) - 1), for: glyphs)
  }

  /// The first line of its last page.
  func lastScroll(in area: Rect) -> Int { max(0, lines(in: area) - height(in: area)) }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let lines = lines(in: area, for: canvas.glyphs)
    let inside = Popup(
      title, width: width(in: area), height: min(lines, height(in: area)),
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
