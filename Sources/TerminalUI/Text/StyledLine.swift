/// One line, cleaned and measured.
struct StyledLine {
  private(set) var cells: [(glyph: TextCell, style: Style)] = []
  private(set) var width = 0
  private let glyphs: GlyphSet

  /// Nothing is read that starts more than `limit` columns in, so that a megabyte of text costs
  /// no more than the line that shows.
  init(_ spans: [Span], for glyphs: GlyphSet, limit: Int = .max) {
    self.glyphs = glyphs
    for span in spans {
      guard width <= limit else { break }
      let allowed = limit == .max ? limit : limit - width
      for glyph in TextCleaner.cells(span.text, for: glyphs, from: width, limit: allowed) {
        append(glyph, span.style)
      }
    }
  }

  /// The line cut to the space, with an ellipsis in place of what is missing.
  func fitted(to space: Int, overflow: Overflow) -> StyledLine {
    guard width > space else { return self }
    let mark = overflow == .ellipsis ? TextCleaner.cells("…", for: glyphs).first : nil
    var fitted = self
    let room = space - (mark?.width ?? 0)
    while fitted.width > max(0, room), let last = fitted.cells.popLast() {
      fitted.width -= last.glyph.width
    }
    guard let mark, mark.width <= space else { return fitted }
    fitted.append(mark, fitted.cells.last?.style ?? cells.first?.style ?? .text)
    return fitted
  }

  private mutating func append(_ glyph: TextCell, _ style: Style) {
    cells.append((glyph, style))
    width += glyph.width
  }
}
