/// What a terminal says of the mouse, in any of the ways in which terminals say it.
///
/// Only the left button and the wheel act; the others are left to the terminal.
enum MouseReport {
  /// "ESC [ <", numbers, and "M" for a press or "m" for a release (xterm, mode 1006), or without
  /// "<" (rxvt, mode 1015); nil for other sequences and for buttons that do nothing.
  static func key(of sequence: ControlSequence) -> Key? {
    let isPress = sequence.final == UInt8(ascii: "M")
    guard isPress || sequence.final == UInt8(ascii: "m"), sequence.parameters.count == 3,
      let button = sequence.parameter(0), let column = sequence.parameter(1),
      let row = sequence.parameter(2)
    else { return nil }
    switch sequence.marker {
    case UInt8(ascii: "<"):
      return key(button: button, isPress: isPress, column: column, row: row)
    case nil where isPress && button >= 32:
      return anonymous(button: button - 32, column: column, row: row)
    default: return nil
    }
  }

  /// "M" and three bytes behind "ESC [" (X10 and VT200); nil when more bytes are needed.
  static func classic(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    let numbers = bytes.dropFirst().prefix(3).map { Int($0) - 32 }
    guard numbers.count == 3 else { return nil }
    return (anonymous(button: numbers[0], column: numbers[1], row: numbers[2]), 4)
  }

  /// A release does not say of which button.
  private static func anonymous(button: Int, column: Int, row: Int) -> Key? {
    guard button >= 0 else { return nil }
    let isRelease = button & 64 == 0 && button & 3 == 3
    return key(button: isRelease ? 0 : button, isPress: !isRelease, column: column, row: row)
  }

  private static func key(button: Int, isPress: Bool, column: Int, row: Int) -> Key? {
    guard column > 0, row > 0 else { return nil }
    let kind: MouseEvent.Kind
    switch button {
    case let button where button & 64 != 0:
      // Wheels that turn sideways are 66 and 67.
      guard button & 2 == 0 else { return nil }
      kind = button & 1 == 0 ? .scrollUp : .scrollDown
    case let button where button & 3 != 0 || button & 128 != 0: return nil
    case let button where button & 32 != 0: kind = .move
    default: kind = isPress ? .press : .release
    }
    return .mouse(MouseEvent(kind: kind, column: column - 1, row: row - 1))
  }
}
