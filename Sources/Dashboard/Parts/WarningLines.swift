import TerminalUI

/// Sentences that warn, each whole over as many lines as it takes; how many more there are where
/// room is short.
struct WarningLines {
  let texts: [String]

  private func paragraph(_ text: String) -> Paragraph {
    Paragraph("\(Sign.alarm.symbol) \(text)", .warning)
  }

  /// The lines that they take at a width, up to a limit.
  func height(width: Int, limit: Int) -> Int {
    var lines = 0
    for text in texts where lines < limit {
      lines += paragraph(text).lineCount(width: max(1, width))
    }
    return min(lines, max(0, limit))
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    var row = 0
    for (place, text) in texts.enumerated() where row < area.height {
      let left = area.inset(top: row)
      let needed = paragraph(text).lineCount(width: max(1, area.width), for: canvas.glyphs)
      let isLast = needed >= left.height && place + 1 < texts.count
      paragraph(text).draw(in: left, marksCut: true, on: &canvas)
      row += needed
      guard isLast else { continue }
      canvas.write(
        " and \(texts.count - place - 1) more", in: area.line(area.height - 1), as: .warning,
        aligned: .trailing)
    }
  }
}
