/// An answer of the terminal that nobody here reads: a colour, a name, a picture's fate (OSC, DCS,
/// APC, PM and SOS of ECMA-48).
///
/// It ends with BEL or ST. A terminal that dies in the middle, or a lost byte, must not make the
/// program deaf: it also ends by its size, at ESC, and at a control character that has no place in
/// one, such as Ctrl-C; whoever reads the terminal ends it after a pause.
struct ControlString: Sendable {
  /// Whether it began with a single byte, and may end with one.
  let isEightBit: Bool
  private var count = 0

  /// More than any answer has.
  static let limit = 1 << 20

  init(isEightBit: Bool) {
    self.isEightBit = isEightBit
  }

  /// Swallows what belongs to it.
  ///
  /// - Returns: how many of the bytes those are, and whether it is over; none and not over when
  ///   ESC is last, which may end it.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> (length: Int, isOver: Bool) {
    for place in bytes.indices {
      let length = place - bytes.startIndex
      switch bytes[place] {
      case 0x07: return (length + 1, true)
      case 0x9C where isEightBit: return (length + 1, true)
      case 0x1B:
        let after = bytes.index(after: place)
        guard after < bytes.endIndex else { return (length, false) }
        return bytes[after] == UInt8(ascii: "\\") ? (length + 2, true) : (length, true)
      case 0x00..<0x08, 0x0E..<0x20: return (length, true)
      default:
        count += 1
        if count >= Self.limit { return (length + 1, true) }
      }
    }
    return (bytes.count, false)
  }
}
