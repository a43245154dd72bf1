/// Which bytes mean which key, for xterm, the VT family, rxvt and the Linux console.
enum KeyTable {
  /// A key without ESC: a control code or a character of UTF-8; nil when more bytes are needed.
  static func plain(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x09: return (.tab, 1)
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x7F, 0x08: return (.backspace, 1)
    case 0x00: return (.control(" "), 1)
    case 0x01...0x1A: return (.control(Character(Unicode.Scalar(first + 0x60))), 1)
    case 0x1C...0x1F: return (.control(Character(Unicode.Scalar(first + 0x40))), 1)
    case 0x20..<0x7F: return (.character(Character(Unicode.Scalar(first))), 1)
    default: return multibyte(bytes, first: first)
    }
  }

  private static func multibyte(
    _ bytes: ArraySlice<UInt8>, first: UInt8
  ) -> (key: Key?, length: Int)? {
    let length: Int =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let sequence = bytes.prefix(length)
    // A byte that cannot go on ends the character early and is read by itself.
    let whole = sequence.dropFirst().prefix { (0x80..<0xC0).contains($0) }.count + 1
    if whole < length, bytes.count == whole { return nil }
    guard whole == length,
      let text = String(validating: sequence, as: UTF8.self), let character = text.first
    else { return (.character("\u{FFFD}"), whole) }
    return (.character(character), length)
  }

  static func withAlt(_ key: Key) -> Key {
    switch key {
    case .character(let character): .alt(character)
    case .enter: .alt("\r")
    default: key
    }
  }

  /// After "ESC O".
  static let application: [UInt8: Key] = letters([
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "M": .enter,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ])

  /// After "ESC [", with or without a modifier such as "1;5".
  private static let finals: [UInt8: Key] = letters([
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ])

  /// The number before "~".
  private static let numbers: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]

  /// Modifiers of special keys are dropped: nothing is bound to them, and the key still works.
  static func control(_ parameters: String, final: UInt8) -> Key? {
    guard final == UInt8(ascii: "~") else { return finals[final] }
    return parameters.split(separator: ";").first.flatMap { Int($0) }.flatMap { numbers[$0] }
  }

  /// "button;column;row" with "M" for a press and "m" for a release (xterm, mode 1006).
  ///
  /// Only the left button and the wheel act; the others are left to the terminal.
  static func mouse(_ parameters: Substring, final: UInt8) -> Key? {
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let kind: MouseEvent.Kind
    switch numbers[0] {
    case let button where button & 64 != 0:
      // Wheels that turn sideways are 66 and 67.
      guard button & 2 == 0 else { return nil }
      kind = button & 1 == 0 ? .scrollUp : .scrollDown
    case let button where button & 3 != 0: return nil
    case let button where button & 32 != 0: kind = .move
    default: kind = final == UInt8(ascii: "m") ? .release : .press
    }
    return .mouse(MouseEvent(kind: kind, column: numbers[1] - 1, row: numbers[2] - 1))
  }

  private static func letters(
    _ pairs: KeyValuePairs<Unicode.Scalar, Key>
  ) -> [UInt8: Key] {
    var table = [UInt8: Key]()
    for (letter, key) in pairs { table[UInt8(ascii: letter)] = key }
    return table
  }
}
