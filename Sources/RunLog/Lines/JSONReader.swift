/// What is wrong with a line, and at which of its bytes, counted from 0.
package struct EventLineProblem: Error, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    case endsTooSoon
    /// Something else was expected, named in words.
    case expected(String)
    case missingKey(String)
    case tooDeep
    case notUTF8
    case controlCharacter
    case badEscape
    case numberTooLarge
    case trailingBytes
    /// More bytes without a newline than a line may have.
    case lineTooLong
  }

  package var reason: Reason
  package var byte: Int

  package init(_ reason: Reason, byte: Int) {
    self.reason = reason
    self.byte = byte
  }
}

extension EventLineProblem: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .endsTooSoon: "the line ends in the middle of a value"
    case .expected(let what): "\(what) was expected at byte \(byte)"
    case .missingKey(let key): "'\(key)' is missing"
    case .tooDeep: "values are nested too deep at byte \(byte)"
    case .notUTF8: "the text at byte \(byte) is not UTF-8"
    case .controlCharacter: "a text contains a control character at byte \(byte)"
    case .badEscape: "there is no such escape as at byte \(byte)"
    case .numberTooLarge: "the number at byte \(byte) is too large"
    case .trailingBytes: "there is more behind the end of the event at byte \(byte)"
    case .lineTooLong: "the line has no end within \(EventReader.longestLine >> 20) MiB"
    }
  }
}

/// The name of a field as it stands in the bytes; compared without being copied.
struct JSONKey {
  let bytes: UnsafeRawBufferPointer

  @inline(__always)
  static func ~= (name: StaticString, key: JSONKey) -> Bool {
    key.bytes.count == name.utf8CodeUnitCount
      && key.bytes.elementsEqual(
        UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

}

/// Takes JSON values out of bytes one after another, without building a tree.
///
/// Asked for a value of a type, it gives that or says at which byte it found something else.
/// Bytes are hostile: nothing is read beyond their end, and nesting costs no stack.
struct JSONReader {
  private static let deepest = 64

  let bytes: UnsafeRawBufferPointer
  var next = 0
  /// A word that no enumeration has, as a newer Kolb may write it.
  private(set) var unknownWord: String?

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  func problem(_ reason: EventLineProblem.Reason) -> EventLineProblem {
    EventLineProblem(next >= bytes.count ? .endsTooSoon : reason, byte: next)
  }

  /// Makes sure that nothing but spaces is left.
  mutating func end() throws(EventLineProblem) {
    skipSpaces()
    guard next == bytes.count else { throw problem(.trailingBytes) }
  }

  mutating func skipSpaces() {
    while next < bytes.count {
      switch bytes[next] {
      case 0x20, 0x09, 0x0A, 0x0D: next += 1
      default: return
      }
    }
  }

  /// Passes over a sign if it is the next one.
  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard next < bytes.count, bytes[next] == UInt8(ascii: sign) else { return false }
    next += 1
    return true
  }

  /// Whether the next value is `null`, which is passed over.
  mutating func null() -> Bool {
    skipSpaces()
    return word("null")
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let end = next + word.utf8CodeUnitCount
    guard end <= bytes.count, word ~= JSONKey(bytes: .init(rebasing: bytes[next..<end])) else {
      return false
    }
    next = end
    return true
  }
}

/// Objects and lists.
extension JSONReader {
  /// Where in an object or a list the reader is.
  struct Members {
    fileprivate var isFirst = true
  }

  mutating func beginObject() throws(EventLineProblem) -> Members {
    guard skip("{") else { throw problem(.expected("an object")) }
    return Members()
  }

  /// The name of the object's next field, or `nil` at its end.
  mutating func nextKey(in object: inout Members) throws(EventLineProblem) -> JSONKey? {
    guard try beginField(in: &object) else { return nil }
    guard skip("\"") else { throw problem(.expected("a key")) }
    let start = next
    _ = try skipString()
    let key = JSONKey(bytes: .init(rebasing: bytes[start..<(next - 1)]))
    guard skip(":") else { throw problem(.expected("':'")) }
    return key
  }

  /// Reads an object whose keys are not known beforehand.
  ///
  /// - Returns: its fields in their order, the same key perhaps more than once.
  mutating func object<Value>(
    _ read: (inout JSONReader) throws(EventLineProblem) -> Value
  ) throws(EventLineProblem) -> [(key: String, value: Value)] {
    var members = try beginObject()
    var fields: [(String, Value)] = []
    while try beginField(in: &members) {
      let key = try string()
      guard skip(":") else { throw problem(.expected("':'")) }
      fields.append((key, try read(&self)))
    }
    return fields
  }

  private mutating func beginField(in object: inout Members) throws(EventLineProblem) -> Bool {
    if skip("}") { return false }
    if !object.isFirst, !skip(",") { throw problem(.expected("',' or '}'")) }
    object.isFirst = false
    return true
  }

  /// Reads a list of values.
  mutating func list<Element>(
    _ read: (inout JSONReader) throws(EventLineProblem) -> Element
  ) throws(EventLineProblem) -> [Element] {
    guard skip("[") else { throw problem(.expected("a list")) }
    var elements: [Element] = []
    if skip("]") { return elements }
    repeat { elements.append(try read(&self)) } while skip(",")
    guard skip("]") else { throw problem(.expected("',' or ']'")) }
    return elements
  }

  /// Passes over a value of any type.
  mutating func skipValue() throws(EventLineProblem) {
    // One bit for each open bracket: 1 for an object.
    var open: UInt64 = 0
    var depth = 0
    while true {
      skipSpaces()
      guard next < bytes.count else { throw problem(.endsTooSoon) }
      let byte = bytes[next]
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        let isObject = byte == UInt8(ascii: "{")
        guard depth < Self.deepest else { throw problem(.tooDeep) }
        next += 1
        if !skip(isObject ? "}" : "]") {
          open = open << 1 | (isObject ? 1 : 0)
          depth += 1
          if isObject { try skipKey() }
          continue
        }
      } else {
        try skipPlainValue(byte)
      }
      // A value has ended: so may the brackets around it.
      while depth > 0, skip(open & 1 == 1 ? "}" : "]") {
        open >>= 1
        depth -= 1
      }
      guard depth > 0 else { return }
      guard skip(",") else { throw problem(.expected(open & 1 == 1 ? "',' or '}'" : "',' or ']'")) }
      if open & 1 == 1 { try skipKey() }
    }
  }

  private mutating func skipKey() throws(EventLineProblem) {
    guard skip("\"") else { throw problem(.expected("a key")) }
    _ = try skipString()
    guard skip(":") else { throw problem(.expected("':'")) }
  }

  private mutating func skipPlainValue(_ byte: UInt8) throws(EventLineProblem) {
    switch byte {
    case UInt8(ascii: "\""):
      next += 1
      _ = try skipString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      _ = try scanNumber()
    default:
      guard word("true") || word("false") || word("null") else {
        throw problem(.expected("a value"))
      }
    }
  }
}

/// Plain values.
extension JSONReader {
  mutating func flag() throws(EventLineProblem) -> Bool {
    skipSpaces()
    if word("true") { return true }
    if word("false") { return false }
    throw problem(.expected("true or false"))
  }

  /// A word of an enumeration; `nil`, and kept as the unknown word, if it has no such word.
  mutating func word<Word: RawRepresentable>(
    _ type: Word.Type
  ) throws(EventLineProblem) -> Word? where Word.RawValue == String {
    let text = try string()
    if let word = Word(rawValue: text) { return word }
    unknownWord = unknownWord ?? text
    return nil
  }

  mutating func string() throws(EventLineProblem) -> String {
    guard skip("\"") else { throw problem(.expected("a text")) }
    let start = next
    let hasEscapes = try skipString()
    let raw = UnsafeRawBufferPointer(rebasing: bytes[start..<(next - 1)])
    if hasEscapes { return try unescape(raw, at: start) }
    guard let text = String(validating: raw, as: UTF8.self) else {
      throw EventLineProblem(.notUTF8, byte: start)
    }
    return text
  }

  /// Passes over the rest of a string, and says whether it contains escapes.
  private mutating func skipString() throws(EventLineProblem) -> Bool {
    var hasEscapes = false
    while next < bytes.count {
      switch bytes[next] {
      case UInt8(ascii: "\""):
        next += 1
        return hasEscapes
      case UInt8(ascii: "\\"):
        hasEscapes = true
        next += 2
      case 0..<0x20: throw problem(.controlCharacter)
      default: next += 1
      }
    }
    next = bytes.count
    throw problem(.endsTooSoon)
  }

  private func unescape(
    _ raw: UnsafeRawBufferPointer, at start: Int
  ) throws(EventLineProblem) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard index < raw.count, let length = append(escape: raw[index...], to: &text) else {
        throw EventLineProblem(.badEscape, byte: start + index - 1)
      }
      index += length
    }
    guard let text = String(validating: text, as: UTF8.self) else {
      throw EventLineProblem(.notUTF8, byte: start)
    }
    return text
  }

  /// Appends what the escape stands for whose backslash has been passed.
  ///
  /// - Returns: how many bytes it has, or `nil` if there is no such escape.
  private func append(
    escape: Slice<UnsafeRawBufferPointer>, to text: inout [UInt8]
  ) -> Int? {
    switch escape.first {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text += escape.prefix(1)
    case UInt8(ascii: "u"):
      guard let unit = Self.hexadecimal(escape.dropFirst().prefix(4)) else { return nil }
      let rest = escape.dropFirst(5)
      if 0xD800..<0xDC00 ~= unit, rest.starts(with: "\\u".utf8),
        let low = Self.hexadecimal(rest.dropFirst(2).prefix(4)), 0xDC00..<0xE000 ~= low,
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        text += Array(String(scalar).utf8)
        return 11
      }
      // Half of a pair is nothing that a text can hold.
      text += Array(String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
      return 5
    default: return nil
    }
    return 1
  }

  private static func hexadecimal(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt32? {
    guard digits.count == 4 else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(digit & 15)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        value = value << 4 | UInt32(digit & 15 + 9)
      default: return nil
      }
    }
    return value
  }
}
