/// Takes out of bytes what a `PackedWriter` put into them.
///
/// The bytes may be damaged: what lies beyond their end reads as zeros, and `isDamaged` says so.
package struct PackedReader {
  package let bytes: UnsafeRawBufferPointer
  package var next: Int
  package private(set) var isDamaged = false
  /// Where numbers that others are near to stand, eight bytes each.
  private let bases: Int
  /// Where the places of the texts stand, four bytes each.
  private let texts: Int

  package init(_ bytes: UnsafeRawBufferPointer, at place: Int = 0, bases: Int = 0, texts: Int = 0) {
    self.bytes = bytes
    next = place
    self.bases = bases
    self.texts = texts
  }

  package var isAtEnd: Bool { next >= bytes.count }

  package mutating func byte() -> UInt8 {
    guard next < bytes.count else {
      isDamaged = true
      return 0
    }
    defer { next += 1 }
    return bytes[next]
  }

  package mutating func bits() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let byte = byte()
      value |= UInt64(byte & 0x7F) << shift
      guard byte >= 0x80 else { return value }
      shift += 7
    }
    isDamaged = true
    return value
  }

  package mutating func integer() -> Int {
    let bits = bits()
    return Int(truncatingIfNeeded: Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1))
  }

  package mutating func integer(near place: Int) -> Int {
    Int(truncatingIfNeeded: fixed(UInt64.self, at: bases + place * 8)) &+ integer()
  }

  package mutating func number() -> Double {
    switch PackedNumber(rawValue: byte()) {
    case .zero: return 0
    case .whole: return Double(integer())
    case .short: return Double(Float(bitPattern: takeFixed(UInt32.self)))
    case .full: return Double(bitPattern: takeFixed(UInt64.self))
    case nil:
      isDamaged = true
      return 0
    }
  }

  package mutating func flag() -> Bool { byte() != 0 }

  package mutating func text() -> String { String(decoding: raw(), as: UTF8.self) }

  package mutating func sharedText() -> String {
    let place = Int(truncatingIfNeeded: bits() & 0xFFFF_FFFF)
    let back = next
    defer { next = back }
    next = Int(fixed(UInt32.self, at: texts &+ place &* 4))
    return text()
  }

  package mutating func raw() -> UnsafeRawBufferPointer {
    let count = count()
    guard next >= 0, next <= bytes.count, count <= bytes.count - next else {
      isDamaged = true
      return UnsafeRawBufferPointer(rebasing: bytes[0..<0])
    }
    defer { next += count }
    return UnsafeRawBufferPointer(rebasing: bytes[next..<(next + count)])
  }

  @inlinable
  package mutating func optional<Value>(_ read: (inout PackedReader) -> Value) -> Value? {
    flag() ? read(&self) : nil
  }

  package mutating func optionalInteger() -> Int? { optional { $0.integer() } }

  package mutating func optionalInteger(near place: Int) -> Int? {
    optional { $0.integer(near: place) }
  }

  package mutating func optionalNumber() -> Double? { optional { $0.number() } }

  @inlinable
  package mutating func list<Element>(_ read: (inout PackedReader) -> Element) -> [Element] {
    let count = count()
    var elements: [Element] = []
    elements.reserveCapacity(Swift.min(count, 64))
    for _ in 0..<count where !isDamaged { elements.append(read(&self)) }
    return elements
  }

  /// How many there are, which are not more than there are bytes.
  @usableFromInline
  mutating func count() -> Int {
    let count = bits()
    guard count <= UInt64(bytes.count) else {
      isDamaged = true
      return 0
    }
    return Int(count)
  }

  private mutating func takeFixed<Bits: FixedWidthInteger>(_ type: Bits.Type) -> Bits {
    defer { next += MemoryLayout<Bits>.size }
    return fixed(type, at: next)
  }

  package mutating func fixed<Bits: FixedWidthInteger>(_ type: Bits.Type, at place: Int) -> Bits {
    guard place >= 0, place <= bytes.count - MemoryLayout<Bits>.size else {
      isDamaged = true
      return 0
    }
    return Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Bits.self))
  }
}
