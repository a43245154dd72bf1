import TerminalUI
import Testing

@testable import NcursesTerminal

struct DirectPainterTests {
  private func text(_ write: (inout Canvas) -> Void, clears: Bool = false) -> String {
    var canvas = Canvas(width: 8, height: 2)
    let blank = canvas
    write(&canvas)
    var painter = DirectPainter(theme: .kolbDark, depth: .truecolor)
    return painter.text(canvas.changedCells(from: blank), clears: clears, cursor: canvas.cursor)
  }

  @Test func `neighbours are written without moving the cursor between them`() {
    let sent = text { $0.write("ab", row: 1, column: 2, in: $0.bounds, as: .good) }
    #expect(sent == "\u{1B}[2;3H\u{1B}[0;38;2;143;214;148mab\u{1B}[0m")
  }

  @Test func `a wide character moves the cursor by two`() {
    TerminalScreen.setLocale(for: .braille)
    let sent = text { $0.write("漢b", in: $0.bounds, as: .good) }
    #expect(sent.hasSuffix("m漢b\u{1B}[0m"))
  }

  @Test func `nothing changed sends nothing`() {
    #expect(text { _ in } == "")
  }

  @Test func `an unknown screen is cleared first`() {
    #expect(text({ _ in }, clears: true) == "\u{1B}[0m\u{1B}[2J")
  }

  @Test func `the cursor is left where it shows`() {
    let sent = text { $0.showCursor(column: 3, row: 1, in: $0.bounds) }
    #expect(sent == "\u{1B}[2;4H")
  }
}
