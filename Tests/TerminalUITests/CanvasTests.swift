import Testing

@testable import TerminalUI

@Test func `text is clipped at its area`() {
  var canvas = Canvas(width: 8, height: 2)
  canvas.write("abcdefghij", in: Rect(column: 1, row: 0, width: 5, height: 1))
  #expect(canvas.lines == [" abcd…", ""])
}
