/// Writes one JSON value after another into bytes, the same bytes for the same values always.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var isBehindKey = false
  /// Two spaces for each level that values stand at; `nil` on one line.
  private var indentation: Int?
  /// What is escaped beside what JSON and every terminal demand.
  private let escapes: (@Sendable (Unicode.Scalar) -> Bool)?

  /// - Parameters:
  ///   - isIndented: whether each value has a line of its own.
  ///   - escapes: what is escaped beside what JSON and every terminal demand.
  package init(
    isIndented: Bool = false, escaping escapes: (@Sendable (Unicode.Scalar) -> Bool)? = nil
  ) {
    indentation = isIndented ? 0 : nil
    self.escapes = escapes
    bytes.reserveCapacity(512)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  @inlinable package mutating func object(_ fields: (inout Self) -> Void) {
    bracketed("{", "}", fields)
  }

  @inlinable package mutating func list<Element>(
    _ elements: some Sequence<Element>, _ write: (inout Self, Element) -> Void
  ) {
    bracketed("[", "]") { json in
      for element in elements { write(&json, element) }
    }
  }

  package mutating func key(_ key: StaticString) {
    separate()
    append("\"")
    append(key)
    append(indentation == nil ? "\":" : "\": ")
    isBehindKey = true
  }

  /// A key that is not known beforehand.
  package mutating func key(_ key: String) {
    string(key)
    append(indentation == nil ? ":" : ": ")
    isBehindKey = true
  }

  package mutating func string(_ string: String) {
    separate()
    append("\"")
    if let escapes { escape(string, escapes) } else { escape(string) }
    append("\"")
  }

  package mutating func null() {
    separate()
    append("null")
  }

  package mutating func flag(_ flag: Bool) {
    separate()
    append(flag ? "true" : "false")
  }

  package mutating func integer(_ integer: Int) {
    separate()
    appendDigits(of: integer)
  }

  /// The shortest text that reads back as the same number.
  ///
  /// JSON has no infinities and no NaN: those are written as strings.
  package mutating func number(_ number: Double) {
    guard number.isFinite else {
      return string(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }
    separate()
    if let integer = Int(exactly: number), integer.magnitude < 1 << 53,
      number.sign == .plus || integer != 0
    {
      appendDigits(of: integer)
    } else {
      bytes += number.description.utf8
    }
  }

  /// The same with a fraction in any case, as a number and not a count; JSON has no word for what
  /// is not finite.
  package mutating func fraction(_ number: Double) {
    guard number.isFinite else { return null() }
    separate()
    bytes += number.description.utf8
  }

  /// The shortest text that reads back as the same number of single precision.
  package mutating func number(_ number: Float) {
    guard number.isFinite, Int(exactly: number) == nil else { return self.number(Double(number)) }
    separate()
    bytes += number.description.utf8
  }

  /// A value on one line, whatever the lines around it are.
  package mutating func onOneLine(_ write: (inout Self) -> Void) {
    separate()
    let level = indentation
    indentation = nil
    // What stands before it has been written.
    isBehindKey = true
    write(&self)
    indentation = level
  }

  @usableFromInline mutating func bracketed(
    _ open: StaticString, _ close: StaticString, _ inside: (inout Self) -> Void
  ) {
    separate()
    append(open)
    let start = bytes.count
    needsComma = false
    indentation = indentation.map { $0 + 1 }
    inside(&self)
    indentation = indentation.map { $0 - 1 }
    if bytes.count > start { beginLine() }
    append(close)
    needsComma = true
  }

  /// What stands between a value and the one before it, or its bracket.
  private mutating func separate() {
    if isBehindKey {
      isBehindKey = false
      return
    }
    if needsComma { append(",") }
    if let indentation, indentation > 0 { beginLine() }
    needsComma = true
  }

  private mutating func beginLine() {
    guard let indentation else { return }
    append("\n")
    for _ in 0..<indentation { append("  ") }
  }

  private mutating func append(_ text: StaticString) {
    if text.utf8CodeUnitCount == 1 {
      bytes.append(text.utf8Start.pointee)
    } else {
      bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
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
  private mutating func escape(_ string: String) {
    var string = string
    string.withUTF8 { escape($0) }
  }

  /// The same, and whatever else is not wanted as it is.
  ///
  /// Marks that are heaped on one character would be drawn over the lines around it, so only the
  /// first few stand as they are.
  private mutating func escape(_ string: String, _ isEscaped: (Unicode.Scalar) -> Bool) {
    var marks = 0
    for scalar in string.unicodeScalars {
      marks = scalar.value >= 0x300 && Self.isMark(scalar) ? marks + 1 : 0
      guard isEscaped(scalar) || marks > Self.marksOnOne, scalar.value >= 0x20 else {
        escape(String(scalar))
        continue
      }
      for unit in String(scalar).utf16 {
        append("\\u")
        for shift in [12, 8, 4, 0] { append(digit: UInt8(unit >> shift & 15)) }
      }
    }
  }

  /// More than any script writes on one letter.
  private static let marksOnOne = 4

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  private mutating func append(digit: UInt8) {
    bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
  }

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
      append(digit: byte >> 4)
      append(digit: byte & 15)
    }
  }
}

/// A key with its value.
extension JSONWriter {
  package mutating func field(_ key: StaticString, _ value: String) {
    self.key(key)
    string(value)
  }

  package mutating func field(_ key: StaticString, _ value: Int) {
    self.key(key)
    integer(value)
  }

  package mutating func field(_ key: StaticString, _ value: Double) {
    self.key(key)
    number(value)
  }

  package mutating func field(_ key: StaticString, _ value: Bool) {
    self.key(key)
    flag(value)
  }

  package mutating func field(_ key: StaticString, _ values: [String]) {
    self.key(key)
    list(values) { $0.string($1) }
  }
}
