import TerminalUI

/// A plot that is held by the mouse.
struct Drag: Equatable, Sendable {
  let column: Int
  let viewport: PlotViewport
  /// Cells that the whole of what shows takes.
  let width: Int
  /// The place on the axis under the pointer, for a click that does not move.
  let x: Double
  var hasMoved = false
}
