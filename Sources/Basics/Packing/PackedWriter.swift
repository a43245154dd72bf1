/// Puts values into bytes that take little room.
///
/// Whole numbers take as many bytes as they need, and the numbers that rewards mostly are take one.
/// What values of one list have in common can stand once for all of them: `bases` that numbers are
/// near, and `texts`.
package struct PackedWriter {
  package private(set) var bytes: [UInt8] = []
  package private(set) var bases: [Int] = []
  package private(set) var texts: [String] = []
  private var textPlaces: [String: Int] = [:]

  package init() {}

  package mutating func put(bits: UInt64) {
    var rest = bits
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Small numbers of either sign are short.
  package mutating func put(_ value: Int) {
    put(bits: UInt64(bitPattern: Int64(value << 1) ^ Int64(value >> 63)))
  }

  /// A number that is near to those that were put to the same place before.
  package mutating func put(_ value: Int, near place: Int) {
    while bases.count <= place { bases.append(value) }
    put(value &- bases[place])
  }

  package mutating func put(_ value: Double) {
    if value.bitPattern == 0 {
      bytes.append(PackedNumber.zero.rawValue)
    } else if let whole = Int(exactly: value), whole.magnitude < 1 << 40, whole != 0 {
      bytes.append(PackedNumber.whole.rawValue)
      put(whole)
    } else if case let short = Float(value), Double(short).bitPattern == value.bitPattern {
      bytes.append(PackedNumber.short.rawValue)
      withUnsafeBytes(of: short.bitPattern.littleEndian) { bytes += $0 }
    } else {
      bytes.append(PackedNumber.full.rawValue)
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
  }

  package mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  package mutating func put(byte: UInt8) { bytes.append(byte) }

  package mutating func put(_ text: String) {
    put(bits: UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// A text that may have been put before.
  package mutating func put(shared text: String) {
    let place = textPlaces[text] ?? texts.count
    if place == texts.count {
      textPlaces[text] = place
      texts.append(text)
    }
    put(bits: UInt64(place))
  }

  @inlinable
  package mutating func put(raw: some Collection<UInt8>) {
    put(bits: UInt64(raw.count))
    append(raw)
  }

  @usableFromInline
  mutating func append(_ raw: some Sequence<UInt8>) { bytes += raw }

  /// A value that may be missing.
  @inlinable
  package mutating func put<Value>(
    _ value: Value?, with put: (inout PackedWriter, Value) -> Void
  ) {
    self.put(value != nil)
    if let value { put(&self, value) }
  }

  package mutating func put(_ value: Int?) { put(value) { $0.put($1) } }

  package mutating func put(_ value: Int?, near place: Int) {
    put(value) { $0.put($1, near: place) }
  }

  package mutating func put(_ value: Double?) { put(value) { $0.put($1) } }

  @inlinable
  package mutating func put<Element>(
    list: some Collection<Element>, with put: (inout PackedWriter, Element) -> Void
  ) {
    self.put(bits: UInt64(list.count))
    for element in list { put(&self, element) }
  }
}

/// How a number is written.
enum PackedNumber: UInt8 {
  case zero
  case whole
  case short
  case full
}
