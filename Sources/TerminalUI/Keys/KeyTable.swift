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

  /// What follows "ESC O": a letter, with a number before it where a modifier was held (the first
  /// xterms and Konsole); nil when more bytes are needed.
  static func single(_ bytes: ArraySlice<UInt8>) -> (key: Key?, length: Int)? {
    let modifiers = bytes.prefix { (0x30...0x3B).contains($0) }
    guard let letter = bytes.dropFirst(modifiers.count).first else {
      return modifiers.count < ControlSequence.limit ? nil : (nil, modifiers.count)
    }
    // What cannot end it is read by itself.
    guard (0x40...0x7E).contains(letter) else { return (nil, modifiers.count) }
    return (application[letter], modifiers.count + 1)
  }

  /// The key of a control sequence; nil for one that is none, such as an answer.
  ///
  /// Modifiers of special keys are dropped: nothing is bound to them, and the key still works.
  static func key(of sequence: ControlSequence) -> Key? {
    // Kitty also says when a key is let go.
    let isRelease = sequence.parameter(1, part: 1) == 3
    guard sequence.marker == nil, sequence.intermediates.isEmpty, !isRelease else { return nil }
    switch sequence.final {
    case UInt8(ascii: "~") where sequence.parameter(0) == 27 && sequence.parameters.count == 3:
      return ModifiedKey.key(
        code: sequence.parameter(2), modifiers: sequence.parameter(1), text: nil)
    // rxvt says by the end which modifier was held.
    case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "@"):
      return sequence.parameter(0).flatMap { numbers[$0] }
    case UInt8(ascii: "u"): return ModifiedKey.key(of: sequence)
    case UInt8(ascii: "R") where !sequence.parameters.isEmpty:
      // The place of the cursor looks like F3; that key has 1 and a modifier.
      let isKey = sequence.parameter(0) == 1 && (2...16).contains(sequence.parameter(1) ?? 0)
      return isKey && sequence.parameters.count == 2 ? .function(3) : nil
    default:
      return sequence.parameters.count <= 2 ? finals[sequence.final] : nil
    }
  }

  /// After "ESC O".
  private static let application: [UInt8: Key] = letters([
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "M": .enter,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    // rxvt, with Ctrl.
    "a": .up, "b": .down, "c": .right, "d": .left,
    // The keypad.
    "I": .tab, "X": .character("="), "j": .character("*"), "k": .character("+"),
    "l": .character(","), "m": .character("-"), "n": .character("."), "o": .character("/"),
    "p": .character("0"), "q": .character("1"), "r": .character("2"), "s": .character("3"),
    "t": .character("4"), "u": .character("5"), "v": .character("6"), "w": .character("7"),
    "x": .character("8"), "y": .character("9"),
  ])

  /// After "ESC [", with or without a modifier such as "1;5".
  private static let finals: [UInt8: Key] = letters([
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    // rxvt, with Shift.
    "a": .up, "b": .down, "c": .right, "d": .left,
  ])

  /// The Linux console sends F1 to F5 as "ESC [ [ A" and so on.
  static let console: [UInt8: Key] = letters([
    "A": .function(1), "B": .function(2), "C": .function(3), "D": .function(4), "E": .function(5),
  ])

  /// The number before "~".
  private static let numbers: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14), 28: .function(15),
    29: .function(16), 31: .function(17), 32: .function(18), 33: .function(19), 34: .function(20),
  ]

  private static func letters(
    _ pairs: KeyValuePairs<Unicode.Scalar, Key>
  ) -> [UInt8: Key] {
    var table = [UInt8: Key]()
    for (letter, key) in pairs { table[UInt8(ascii: letter)] = key }
    return table
  }
}
