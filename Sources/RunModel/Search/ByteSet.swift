/// A set of bytes.
struct ByteSet: Sendable, Equatable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)

  static func == (left: Self, right: Self) -> Bool {
    left.low == right.low && left.high == right.high
  }

  static let full = ByteSet(0...255)
  static let digit = ByteSet(0x30...0x39)
  static let space = ByteSet(0x09...0x0D).union(ByteSet(0x20...0x20))
  static let word = ByteSet(0x30...0x39).union(ByteSet(0x41...0x5A))
    .union(ByteSet(0x61...0x7A)).union(ByteSet(0x5F...0x5F))
  static let ascii = ByteSet(0...0x7F)

  init() {}

  init(_ range: ClosedRange<Int>) {
    for value in range { insert(UInt8(value)) }
  }

  var isFull: Bool { self == .full }

  func contains(_ byte: UInt8) -> Bool {
    let bit = UInt64(1) << UInt64(byte & 63)
    return switch byte >> 6 {
    case 0: low.0 & bit != 0
    case 1: low.1 & bit != 0
    case 2: high.0 & bit != 0
    default: high.1 & bit != 0
    }
  }

  mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }

  mutating func formUnion(_ other: ByteSet) { self = union(other) }

  func union(_ other: ByteSet) -> ByteSet {
    var set = self
    set.low = (low.0 | other.low.0, low.1 | other.low.1)
    set.high = (high.0 | other.high.0, high.1 | other.high.1)
    return set
  }

  /// The characters of ASCII that are not in it.
  var asciiComplement: ByteSet {
    var set = ByteSet()
    set.low = (~low.0, ~low.1)
    return set
  }

  /// With the other case of every letter.
  var inBothCases: ByteSet {
    var set = self
    for letter in UInt8(0x41)...0x5A {
      if contains(letter) { set.insert(letter + 0x20) }
      if contains(letter + 0x20) { set.insert(letter) }
    }
    return set
  }
}
