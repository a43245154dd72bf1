/// Text over several lines, wrapped at blanks, in several styles if need be.
package struct Paragraph {
  package var spans: [Span]

  package init(_ text: String, _ style: Style = .text) {
    self.init([Span(text, style)])
  }

  package init(_ spans: [Span]) {
    self.spans = spans
  }

  /// What was drawn, for scrolling and for placing what follows.
  package struct Extent: Hashable, Sendable {
    /// Lines drawn.
    package let lines: Int
    /// Whether text follows below the area.
    package let hasMore: Bool
  }

  /// Draws the lines from `firstLine` on; where more follow, an ellipsis may say so.
  @discardableResult
  package func draw(
    in area: Rect, from firstLine: Int = 0, marksCut: Bool = false, on canvas: inout Canvas
  ) -> Extent {
    guard !area.isEmpty else { return Extent(lines: 0, hasMore: !spans.isEmpty) }
    let first = max(0, firstLine)
    let limit = first.addingReportingOverflow(area.height + 1)
    let lines = TextWrap.lines(
      of: spans, width: area.width, for: canvas.glyphs,
      limit: limit.overflow ? .max : limit.partialValue)
    let shown = lines.dropFirst(first).prefix(area.height)
    for (row, line) in shown.enumerated() {
      canvas.draw(line, column: area.column, row: area.row + row, in: area)
    }
    let hasMore = lines.count > first + area.height
    if marksCut, hasMore, let last = shown.last {
      let column = min(last.width, area.width - 1)
      canvas.write("…", row: area.height - 1, column: column, in: area, as: .muted)
    }
    return Extent(lines: shown.count, hasMore: hasMore)
  }

  /// The number of lines at a width; reads the whole text.
  package func lineCount(width: Int, for glyphs: GlyphSet = .braille) -> Int {
    TextWrap.lines(of: spans, width: width, for: glyphs).count
  }
}
