/// A box over everything else, in the middle of the screen.
package struct Popup {
  package var frame: Frame
  /// The size wanted for the inside; a smaller screen gives less.
  package var width: Int
  package var height: Int

  package init(_ title: String, width: Int, height: Int, footer: String = "") {
    self.frame = Frame(title, footer: footer, focus: .focused)
    self.width = width
    self.height = height
  }

  private func place(in area: Rect) -> Rect {
    area.centred(width: width + 4, height: height + 2)
  }

  /// Where what is in the box is drawn.
  package func inside(of area: Rect) -> Rect {
    place(in: area).inset(by: 1).inset(left: 1, right: 1)
  }

  /// Clears its place, draws the box and returns the area inside it.
  @discardableResult
  package func draw(in area: Rect, on canvas: inout Canvas) -> Rect {
    let place = place(in: area)
    canvas.fill(place)
    return frame.draw(in: place, on: &canvas).inset(left: 1, right: 1)
  }
}
