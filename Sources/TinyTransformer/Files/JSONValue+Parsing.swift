extension JSONValue {
  /// Where a text stopped being JSON, and what should have stood there.
  struct SyntaxError: Error, Equatable {
    let offset: Int
    let expected: String
  }

  /// Arrays and objects may nest this deep, far more than any model file needs, so that a file of
  /// opening brackets cannot exhaust the stack.
  static let maximumDepth = 64

  /// Reads one JSON document that fills `bytes`.
  ///
  /// Stricter than most readers: UTF-8 only, no repeated member names, no `NaN`, and nothing but
  /// white space after the document.
  ///
  /// - Throws: `SyntaxError` with the offset of the first byte that does not fit.
  init(parsing bytes: some Collection<UInt8>) throws(SyntaxError) {
    var parser = JSONParser(bytes: Array(bytes))
    self = try parser.document()
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  var offset = 0
  var depth = 0

  private typealias Failure = JSONValue.SyntaxError

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func document() throws(JSONValue.SyntaxError) -> JSONValue {
    let value = try value()
    skipWhitespace()
    guard next == nil else { throw unexpected("the end of the document") }
    return value
  }

  private mutating func value() throws(Failure) -> JSONValue {
    skipWhitespace()
    guard let byte = next else { throw unexpected("a value") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(Failure) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(Failure) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw unexpected("a value")
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(Failure) -> JSONValue
  ) throws(Failure) -> JSONValue {
    guard depth < JSONValue.maximumDepth else {
      throw unexpected("at most \(JSONValue.maximumDepth) levels of nesting")
    }
    depth += 1
    defer { depth -= 1 }
    offset += 1
    return try body(&self)
  }

  private mutating func array() throws(Failure) -> JSONValue {
    var elements: [JSONValue] = []
    skipWhitespace()
    if take("]") { return .array([]) }
    repeat {
      elements.append(try value())
      skipWhitespace()
    } while take(",")
    guard take("]") else { throw unexpected("',' or ']'") }
    return .array(elements)
  }

  private mutating func object() throws(Failure) -> JSONValue {
    var members: [JSONValue.Member] = []
    // Names are compared by their bytes: Swift's strings count "é" and "e" + accent as equal.
    var seen: Set<[UInt8]> = []
    skipWhitespace()
    if take("}") { return .object([]) }
    repeat {
      skipWhitespace()
      let start = offset
      guard next == UInt8(ascii: "\"") else { throw unexpected("a member's name in quotes") }
      let name = try string()
      guard seen.insert(Array(name.utf8)).inserted else {
        throw Failure(offset: start, expected: "each name once, but \(quoted(name)) is repeated")
      }
      skipWhitespace()
      guard take(":") else { throw unexpected("':'") }
      members.append(JSONValue.Member(name: name, value: try value()))
      skipWhitespace()
    } while take(",")
    guard take("}") else { throw unexpected("',' or '}'") }
    return .object(members)
  }

  private mutating func string() throws(Failure) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw unexpected("a string of valid UTF-8 before this place")
        }
        return string
      case UInt8(ascii: "\\"):
        offset += 1
        text.append(contentsOf: Array(String(try escaped()).utf8))
      case 0..<0x20:
        throw unexpected("an escape instead of a control character")
      default:
        offset += 1
        text.append(byte)
      }
    }
    throw unexpected("the closing quote of a string")
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    let byte = next
    offset += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      offset -= 1
      throw unexpected("one of \" \\ / b f n r t u after a backslash")
    }
  }

  /// Four hexadecimal digits, or two such escapes that form a surrogate pair.
  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, take("\\"), take("u") else { throw unexpected("a surrogate pair") }
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw unexpected("a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = offset
    _ = take("-")
    // A leading zero stands alone: 012 is not JSON.
    if !take("0") { try digits() }
    var isInteger = true
    if take(".") {
      isInteger = false
      try digits()
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("+") { _ = take("-") }
      try digits()
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw Failure(offset: start, expected: "a number that a double can hold")
    }
    return .number(number)
  }

  private mutating func digits() throws(Failure) {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw unexpected("a digit") }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue
  {
    let text = Array("\(word)".utf8)
    guard bytes[offset...].starts(with: text) else { throw unexpected("a value") }
    offset += text.count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func skipWhitespace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private func unexpected(_ expected: String) -> Failure {
    Failure(offset: offset, expected: expected)
  }
}
