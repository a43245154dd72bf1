/// Texts, with their escapes.
extension JSONReader {
  /// A word of an enumeration; `nil`, and kept as the unknown word, if it has no such word.
  package mutating func word<Word: RawRepresentable>(
    _ type: Word.Type
  ) throws(JSONProblem) -> Word? where Word.RawValue == String {
    let text = try string()
    if let word = Word(rawValue: text) { return word }
    unknownWord = unknownWord ?? text
    return nil
  }

  package mutating func string() throws(JSONProblem) -> String {
    guard skip("\"") else { throw problem(.expected("a text")) }
    let start = next
    let content = try skipString()
    let raw = UnsafeRawBufferPointer(rebasing: bytes[start..<(next - 1)])
    if content.hasEscapes { return try unescape(raw, at: start) }
    // Nothing of ASCII can be wrong; anything else is checked.
    if content.isASCII { return String(decoding: raw, as: UTF8.self) }
    guard let text = String(validating: raw, as: UTF8.self) else {
      throw JSONProblem(.notUTF8, byte: start)
    }
    return text
  }

  /// Passes over a text, which is checked as if it were wanted.
  package mutating func passText() throws(JSONProblem) {
    let start = next
    guard skip("\"") else { throw problem(.expected("a text")) }
    let content = try skipString()
    guard content.hasEscapes || !content.isASCII else { return }
    // Rare enough to be read after all.
    next = start
    _ = try string()
  }

  /// A digest of a text's words; the same as that of the text.
  package mutating func digestOfText() throws(JSONProblem) -> UInt64 {
    let begin = next
    guard skip("\"") else { throw problem(.expected("a text")) }
    let start = next
    let content = try skipString()
    guard content.hasEscapes || !content.isASCII else {
      return FNV1a.hash(UnsafeRawBufferPointer(rebasing: bytes[start..<(next - 1)]))
    }
    next = begin
    return FNV1a.hash(try string().utf8)
  }

  /// What a string's bytes contain.
  struct StringContent {
    var hasEscapes = false
    var isASCII = true
  }

  /// Passes over the rest of a string.
  mutating func skipString() throws(JSONProblem) -> StringContent {
    var content = StringContent()
    while next < bytes.count {
      passPlainBytes()
      guard next < bytes.count else { break }
      switch bytes[next] {
      case UInt8(ascii: "\""):
        next += 1
        return content
      case UInt8(ascii: "\\"):
        content.hasEscapes = true
        next += 2
      case 0..<0x20: throw problem(.controlCharacter)
      case let byte:
        if byte >= 0x80 { content.isASCII = false }
        next += 1
      }
    }
    next = bytes.count
    throw problem(.endsTooSoon)
  }

  /// Passes over bytes that stand for themselves, eight at a time.
  private mutating func passPlainBytes() {
    guard let base = bytes.baseAddress else { return }
    let (ones, highs) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    while next + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: next, as: UInt64.self))
      let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      // The lowest of these bits is that of the first byte that needs a look.
      let special =
        (word | (word &- ones &* 0x20) | (quote &- ones) | (backslash &- ones)) & highs
      guard special == 0 else {
        next += special.trailingZeroBitCount / 8
        return
      }
      next += 8
    }
  }

  private func unescape(
    _ raw: UnsafeRawBufferPointer, at start: Int
  ) throws(JSONProblem) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var copied = 0
    var index = 0
    while index < raw.count {
      guard raw[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      text += raw[copied..<index]
      guard let length = append(escape: raw[(index + 1)...], to: &text) else {
        throw JSONProblem(.badEscape, byte: start + index)
      }
      index += 1 + length
      copied = index
    }
    text += raw[copied...]
    guard let text = String(validating: text, as: UTF8.self) else {
      throw JSONProblem(.notUTF8, byte: start)
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
      return append(unicode: escape.dropFirst(), to: &text)
    default: return nil
    }
    return 1
  }

  /// Appends the character of a `\uXXXX`, or of two of them that are a pair.
  private func append(
    unicode digits: Slice<UnsafeRawBufferPointer>, to text: inout [UInt8]
  ) -> Int? {
    guard let unit = Self.hexadecimal(digits.prefix(4)) else { return nil }
    let rest = digits.dropFirst(4)
    if 0xD800..<0xDC00 ~= unit, rest.starts(with: "\\u".utf8),
      let low = Self.hexadecimal(rest.dropFirst(2).prefix(4)), 0xDC00..<0xE000 ~= low,
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    {
      text += Array(String(scalar).utf8)
      return 11
    }
    // Half of a pair is nothing that a text can hold.
    if isStrict, Unicode.Scalar(unit) == nil { return nil }
    text += Array(String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
    return 5
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
