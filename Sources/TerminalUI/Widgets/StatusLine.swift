/// One line with something at its left and something at its right; the right end is kept whole.
package struct StatusLine {
  package var left: [Span]
  package var right: [Span]

  package init(left: [Span], right: [Span] = []) {
    self.left = left
    self.right = right
  }

  package func draw(in area: Rect, on canvas: inout Canvas) {
    let used = canvas.write(right, in: area, aligned: .trailing)
    canvas.write(left, in: area.inset(right: used == 0 ? 0 : used + 1))
  }
}
