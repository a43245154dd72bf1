/// One line, cleaned and measured.
struct StyledLine {
  private(set) var cells: [(glyph: TextCell, style: Style)] = []
  private(set) var width = 0
  private let glyphs: GlyphSet

  init(for glyphs: GlyphSet) {
    self.glyphs = glyphs
  }

  /// Nothing is read that starts more than `limit` columns in, so that a megabyte of text costs
  /// no more than the line that shows.
  init(_ spans: [Span], for glyphs: GlyphSet, limit: Int = .max) {
    self.init(for: glyphs)
    for span in spans {
      guard width <= limit else { break }
      let allowed = limit == .max ? limit : limit - width
      for glyph in TextCleaner.cells(span.text, for: glyphs, from: width, limit: allowed) {
        append(glyph, span.style)
      }
    }
  }

  mutating func append(_ glyph: TextCell, _ style: Style) {
    cells.append((glyph, style))
    width += glyph.width
  }

  /// The line cut to the space, with an ellipsis in place of what is missing.
  func fitted(to space: Int, overflow: Overflow) -> StyledLine {
    guard width > space else { return self }
    let mark = overflow == .ellipsis ? TextCleaner.cells("…", for: glyphs).first : nil
    let room = max(0, space - (mark?.width ?? 0))
    var fitted = self
    fitted.removeEnd(downTo: room)
    guard let mark, mark.width <= space else { return fitted }
    fitted.append(mark, fitted.cells.last?.style ?? cells.first?.style ?? .text)
    return fitted
  }

  var withoutTrailingBlanks: StyledLine {
    var line = self
    while let last = line.cells.last, last.glyph.text == " " {
      line.removeEnd(downTo: line.width - 1)
    }
    return line
  }

  private mutating func removeEnd(downTo columns: Int) {
    while width > columns, let last = cells.popLast() {
      width -= last.glyph.width
    }
  }
}
