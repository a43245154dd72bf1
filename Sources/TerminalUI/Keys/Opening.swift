/// How a sequence of several bytes begins: ESC and a character, or one control character of
/// ISO 6429's upper half, by itself or as UTF-8.
///
/// Whoever set the terminal to eight bits before us left it sending the short forms.
struct Opening: Equatable {
  enum Kind: Equatable {
    /// CSI: parameters and a final character follow.
    case control
    /// SS3: one character follows.
    case single
    /// OSC, DCS, APC, PM and SOS: a text of any length follows.
    case string
  }

  let kind: Kind
  /// The bytes that it takes.
  let length: Int
  let isEightBit: Bool

  var isString: Bool { kind == .string }

  /// The opening that the bytes start with; nil for anything else, also for ESC alone.
  init?(_ bytes: ArraySlice<UInt8>) {
    let second = bytes.dropFirst().first
    switch (bytes.first, second) {
    case (0x1B, let letter?):
      self.init(letter: letter, length: 2, isEightBit: false)
    case (let control?, _) where Self.upper.contains(control):
      self.init(letter: control - 0x40, length: 1, isEightBit: true)
    case (0xC2, let control?) where Self.upper.contains(control):
      self.init(letter: control - 0x40, length: 2, isEightBit: false)
    default: return nil
    }
  }

  private init?(letter: UInt8, length: Int, isEightBit: Bool) {
    switch letter {
    case UInt8(ascii: "["): kind = .control
    case UInt8(ascii: "O"): kind = .single
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      kind = .string
    default: return nil
    }
    self.length = length
    self.isEightBit = isEightBit
  }

  /// No character of UTF-8 begins with one of these.
  private static let upper: ClosedRange<UInt8> = 0x80...0x9F
}
