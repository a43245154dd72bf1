/// Shows in one column which part of something long is on the screen.
package struct ScrollIndicator {
  package let total: Int
  package let visible: Int
  package let offset: Int

  package init(total: Int, visible: Int, offset: Int) {
    self.total = max(0, total)
    self.visible = max(0, visible)
    self.offset = max(0, offset)
  }

  /// Draws a thumb on a line in the area's first column; nothing when all of it is visible.
  package func draw(in area: Rect, on canvas: inout Canvas) {
    guard total > visible, area.height > 0 else { return }
    let track = area.columns(.fixed(1))[0]
    canvas.fill(track, with: "│", as: .border)
    let length = max(1, min(area.height, area.height * visible / total))
    let steps = total - visible
    let start = (area.height - length) * min(offset, steps) / steps
    canvas.fill(track.inset(top: start).rows(.fixed(length))[0], with: "┃", as: .accent)
  }
}
