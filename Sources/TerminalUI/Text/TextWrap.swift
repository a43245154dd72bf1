/// Breaks text into lines of a width, at blanks where there are any.
enum TextWrap {
  /// Up to `limit` lines; nothing beyond them is read, so that a very long text costs no more
  /// than what shows.
  static func lines(
    of spans: [Span], width: Int, for glyphs: GlyphSet, limit: Int = .max
  ) -> [StyledLine] {
    guard width > 0, limit > 0 else { return [] }
    var lines = [StyledLine]()
    for paragraph in paragraphs(of: spans, limit: limit) {
      guard lines.count < limit else { break }
      wrap(paragraph, width: width, for: glyphs, limit: limit, into: &lines)
    }
    return Array(lines.prefix(limit))
  }

  /// The spans cut at line breaks; no more of them than the lines that they make.
  private static func paragraphs(of spans: [Span], limit: Int) -> [[Span]] {
    var paragraphs: [[Span]] = [[]]
    for span in spans where paragraphs.count <= limit {
      for (index, line) in TextCleaner.lines(of: span.text, limit: limit).enumerated() {
        if index > 0 { paragraphs.append([]) }
        paragraphs[paragraphs.count - 1].append(Span(String(line), span.style))
      }
    }
    return paragraphs
  }

  private static func wrap(
    _ paragraph: [Span], width: Int, for glyphs: GlyphSet, limit: Int,
    into lines: inout [StyledLine]
  ) {
    // Each line holds at most `width` columns, and at most one blank is dropped at each break.
    let room = (limit - lines.count).multipliedReportingOverflow(by: width + 1)
    let whole = StyledLine(paragraph, for: glyphs, limit: room.overflow ? .max : room.partialValue)
    var line = StyledLine(for: glyphs)
    var word = StyledLine(for: glyphs)
    func flush() {
      if line.width + word.width > width, line.width > 0 {
        lines.append(line.withoutTrailingBlanks)
        line = StyledLine(for: glyphs)
      }
      for cell in word.cells {
        if line.width + cell.glyph.width > width, line.width > 0 {
          lines.append(line)
          line = StyledLine(for: glyphs)
        }
        line.append(cell.glyph, cell.style)
      }
      word = StyledLine(for: glyphs)
    }
    for cell in whole.cells {
      if cell.glyph.text == " " {
        flush()
        // A blank that does not fit is the break itself.
        if line.width < width { line.append(cell.glyph, cell.style) }
      } else {
        // One that parts words and no lines is a blank once the lines are parted.
        let isHard = cell.glyph.text == "\u{A0}"
        word.append(isHard ? TextCell.ascii(" ") : cell.glyph, cell.style)
      }
    }
    flush()
    lines.append(line.withoutTrailingBlanks)
  }
}
