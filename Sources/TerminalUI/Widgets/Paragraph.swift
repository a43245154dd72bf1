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

  /// Draws the lines from `firstLine` on.
  @discardableResult
  package func draw(in area: Rect, from firstLine: Int = 0, on canvas: inout Canvas) -> Extent {
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
    return Extent(lines: shown.count, hasMore: lines.count > first + area.height)
  }

  /// The number of lines at a width; reads the whole text.
  package func lineCount(width: Int, for glyphs: GlyphSet = .braille) -> Int {
    TextWrap.lines(of: spans, width: width, for: glyphs).count
  }
}
