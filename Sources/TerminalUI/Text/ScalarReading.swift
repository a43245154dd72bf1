/// What is to be done with one scalar of a text that nobody vouches for.
enum ScalarReading {
  case printing(columns: Int)
  /// Stands on the character before it.
  case mark
  case tab
  /// C0, DEL or C1: shown as a symbol.
  case control(UInt32)
  /// Invisible or dangerous: shown by its number, as ASCII.
  case visible(String)
  /// Makes one picture of several emoji; between anything else it is as `visible`.
  case joiner(String)
  /// Not a character.
  case replaced
  /// A hint about presentation that says nothing of its own.
  case dropped

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0x09: self = .tab
    case 0x00..<0x20, 0x7F..<0xA0: self = .control(value)
    case 0x20..<0x7F: self = .printing(columns: 1)
    case 0xAD: self = .visible(Self.number(value))
    case 0xA0..<0x300: self = .printing(columns: 1)
    case 0x2028, 0x2029: self = .control(0x0A)
    // VS15 and VS16 choose between text and picture; terminals disagree about the width.
    case 0xFE0E, 0xFE0F: self = .dropped
    // The other variation selectors can carry hidden text.
    case 0xFE00...0xFE0D, 0xE0100...0xE01EF, 0x180B...0x180F, 0x034F, 0x115F, 0x1160, 0x3164,
      0xFFA0:
      self = .visible(Self.number(value))
    case 0x200D: self = .joiner(Self.number(value))
    // Skin tones would colour the emoji before them in some terminals, and stand alone in others.
    case 0x1F3FB...0x1F3FF: self = .dropped
    // Flags are pairs of regional letters, and are shown as those letters.
    case 0x1F1E6...0x1F1FF:
      self = .visible(Unicode.Scalar(value - 0x1F1E6 + 0x41).map { String($0) } ?? "")
    default: self = Self.byCategory(scalar)
    }
  }

  private static func byCategory(_ scalar: Unicode.Scalar) -> ScalarReading {
    switch scalar.properties.generalCategory {
    case .format: .visible(number(scalar.value))
    case .unassigned, .privateUse, .surrogate: .replaced
    case .lineSeparator, .paragraphSeparator: .control(0x0A)
    case .control: .control(scalar.value)
    default:
      TextWidth.isMark(scalar) ? .mark : .printing(columns: TextWidth.columns(of: scalar))
    }
  }

  /// As in "<U+202E>".
  private static func number(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }
}
