/// Writes one JSON value after another into bytes, the same bytes for the same values always.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(reservingCapacity capacity: Int = 512) {
    bytes.reserveCapacity(capacity)
  }

  mutating func object(_ fields: (inout Self) -> Void) {
    bracketed("{", "}", fields)
  }

  mutating func list<Element>(
    _ elements: some Sequence<Element>, _ write: (inout Self, Element) -> Void
  ) {
    bracketed("[", "]") { json in
      for element in elements { write(&json, element) }
    }
  }

  mutating func key(_ key: StaticString) {
    separate()
    append("\"")
    append(key)
    append("\":")
    needsComma = false
  }

  /// A key that is not known beforehand.
  mutating func key(_ key: String) {
    string(key)
    append(":")
    needsComma = false
  }

  mutating func string(_ string: String) {
    separate()
    append("\"")
    var string = string
    string.withUTF8 { escape($0) }
    append("\"")
  }

  mutating func flag(_ flag: Bool) {
    separate()
    append(flag ? "true" : "false")
  }

  mutating func integer(_ integer: Int) {
    separate()
    appendDigits(of: integer)
  }

  /// The shortest text that reads back as the same number.
  ///
  /// JSON has no infinities and no NaN: those are written as strings.
  mutating func number(_ number: Double) {
    guard number.isFinite else {
      return string(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }
    separate()
    if let integer = Int(exactly: number), abs(integer) < 1 << 53,
      number.sign == .plus || integer != 0
    {
      appendDigits(of: integer)
    } else {
      bytes += number.description.utf8
    }
  }

  /// The shortest text that reads back as the same number of single precision.
  mutating func number(_ number: Float) {
    guard number.isFinite, Int(exactly: number) == nil else { return self.number(Double(number)) }
    separate()
    bytes += number.description.utf8
  }

  private mutating func bracketed(
    _ open: StaticString, _ close: StaticString, _ inside: (inout Self) -> Void
  ) {
    separate()
    append(open)
    needsComma = false
    inside(&self)
    append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { append(",") }
    needsComma = true
  }

  private mutating func append(_ text: StaticString) {
    bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  private mutating func appendDigits(of integer: Int) {
    var rest = integer.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    if integer < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes[start...].reverse()
  }
}

/// Escaping.
extension JSONWriter {
  /// Appends text with everything escaped that a terminal could take for a command: C0 and C1
  /// controls and DEL, so that `tail` on a log is safe.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      let isC1 = byte == 0xC2 && index + 1 < text.count && text[index + 1] < 0xA0
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || isC1 else {
        index += 1
        continue
      }
      bytes += text[copied..<index]
      escape(isC1 ? text[index + 1] : byte)
      index += isC1 ? 2 : 1
      copied = index
    }
    bytes += text[copied...]
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    default:
      append("\\u00")
      for digit in [byte >> 4, byte & 15] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}

/// A key with its value.
extension JSONWriter {
  mutating func field(_ key: StaticString, _ value: String) {
    self.key(key)
    string(value)
  }

  mutating func field(_ key: StaticString, _ value: Int) {
    self.key(key)
    integer(value)
  }

  mutating func field(_ key: StaticString, _ value: Double) {
    self.key(key)
    number(value)
  }

  mutating func field(_ key: StaticString, _ value: Bool) {
    self.key(key)
    flag(value)
  }

  mutating func field(_ key: StaticString, _ values: [String]) {
    self.key(key)
    list(values) { $0.string($1) }
  }
}
