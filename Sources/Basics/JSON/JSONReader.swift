import Glibc

/// The name of a field as it stands in the bytes; compared without being copied.
package struct JSONKey {
  package let bytes: UnsafeRawBufferPointer

  @inlinable @inline(__always)
  package static func ~= (name: StaticString, key: JSONKey) -> Bool {
    guard key.bytes.count == name.utf8CodeUnitCount, let start = key.bytes.baseAddress else {
      return false
    }
    return memcmp(start, name.utf8Start, key.bytes.count) == 0
  }
}

/// Takes JSON values out of bytes one after another, without building a tree.
///
/// Asked for a value of a type, it gives that or says at which byte it found something else.
/// Bytes are hostile: nothing is read beyond their end, and nesting costs no stack.
package struct JSONReader {
  private static let deepest = 64

  package let bytes: UnsafeRawBufferPointer
  /// Where it stands.
  package internal(set) var next = 0
  /// A word that no enumeration has, as a newer Kolb may write it.
  package internal(set) var unknownWord: String?
  /// Whether a text must be one that can be written again: half of a surrogate pair is none.
  var isStrict = false

  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  package func problem(_ reason: JSONProblem.Reason) -> JSONProblem {
    JSONProblem(next >= bytes.count ? .endsTooSoon : reason, byte: next)
  }

  /// Makes sure that nothing but spaces is left.
  package mutating func end() throws(JSONProblem) {
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
  package mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard next < bytes.count, bytes[next] == UInt8(ascii: sign) else { return false }
    next += 1
    return true
  }

  /// Whether the next value is `null`, which is passed over.
  package mutating func null() -> Bool {
    skipSpaces()
    return word("null")
  }

  mutating func word(_ word: StaticString) -> Bool {
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
  package struct Members {
    fileprivate var isFirst = true
  }

  package mutating func beginObject() throws(JSONProblem) -> Members {
    guard skip("{") else { throw problem(.expected("an object")) }
    return Members()
  }

  /// The name of the object's next field, or `nil` at its end.
  package mutating func nextKey(in object: inout Members) throws(JSONProblem) -> JSONKey? {
    guard try beginField(in: &object) else { return nil }
    guard skip("\"") else { throw problem(.expected("a key")) }
    let start = next
    _ = try skipString()
    let key = JSONKey(bytes: .init(rebasing: bytes[start..<(next - 1)]))
    guard skip(":") else { throw problem(.expected("':'")) }
    return key
  }

  /// The name of the object's next member and where it begins, or `nil` at its end.
  mutating func nextName(
    in object: inout Members
  ) throws(JSONProblem) -> (name: String, start: Int)? {
    guard try beginField(in: &object) else { return nil }
    skipSpaces()
    let start = next
    let name = try string()
    guard skip(":") else { throw problem(.expected("':'")) }
    return (name, start)
  }

  /// Reads an object whose keys are not known beforehand.
  ///
  /// - Returns: its fields in their order, the same key perhaps more than once.
  @inlinable package mutating func object<Value>(
    _ read: (inout JSONReader) throws(JSONProblem) -> Value
  ) throws(JSONProblem) -> [(key: String, value: Value)] {
    var members = try beginObject()
    var fields: [(String, Value)] = []
    while try beginField(in: &members) {
      let key = try string()
      guard skip(":") else { throw problem(.expected("':'")) }
      fields.append((key, try read(&self)))
    }
    return fields
  }

  @usableFromInline mutating func beginField(in object: inout Members) throws(JSONProblem) -> Bool {
    if skip("}") { return false }
    if !object.isFirst, !skip(",") { throw problem(.expected("',' or '}'")) }
    object.isFirst = false
    return true
  }

  /// Reads a list of values.
  @inlinable package mutating func list<Element>(
    _ read: (inout JSONReader) throws(JSONProblem) -> Element
  ) throws(JSONProblem) -> [Element] {
    var elements: [Element] = []
    try forEach { json throws(JSONProblem) in elements.append(try read(&json)) }
    return elements
  }

  /// Goes through the values of a list.
  @inlinable package mutating func forEach(
    _ read: (inout JSONReader) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard skip("[") else { throw problem(.expected("a list")) }
    if skip("]") { return }
    repeat { try read(&self) } while skip(",")
    guard skip("]") else { throw problem(.expected("',' or ']'")) }
  }

  /// Passes over a value of any type.
  package mutating func skipValue() throws(JSONProblem) {
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

  private mutating func skipKey() throws(JSONProblem) {
    guard skip("\"") else { throw problem(.expected("a key")) }
    _ = try skipString()
    guard skip(":") else { throw problem(.expected("':'")) }
  }

  private mutating func skipPlainValue(_ byte: UInt8) throws(JSONProblem) {
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
  package mutating func flag() throws(JSONProblem) -> Bool {
    skipSpaces()
    if word("true") { return true }
    if word("false") { return false }
    throw problem(.expected("true or false"))
  }
}
