/// What a person does at the terminal, one at a time.
package enum Key: Hashable, Sendable {
  case character(Character)
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// F1 is 1.
  case function(Int)
  /// A letter pressed with Ctrl, in lower case.
  case control(Character)
  /// A character pressed with Alt.
  case alt(Character)
  case mouse(MouseEvent)
  /// The terminal has another size now.
  case resize(columns: Int, rows: Int)
  /// Text from the clipboard in one piece; as hostile as any other.
  case paste(String)
  /// The terminal is gone or its input has ended.
  case endOfInput
}

/// Something done with the mouse, at a cell of the screen.
package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case press
    case release
    /// While the button is held.
    case move
    case scrollUp
    case scrollDown
  }

  package let kind: Kind
  package let column: Int
  package let row: Int

  package init(kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}
