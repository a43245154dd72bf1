import RLCore

/// The words of a TOML text: keys, strings, numbers, lists, and what lies between them.
struct TOMLScanner {
  typealias SyntaxError = TOMLReader.SyntaxError

  /// The most names in a key, and the most lists within lists.
  static let deepest = 16

  let bytes: [UInt8]
  private(set) var next = 0
  private(set) var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var peek: UInt8? { next < bytes.count ? bytes[next] : nil }

  mutating func advance() {
    guard let byte = peek else { return }
    if byte == UInt8(ascii: "\n") { line += 1 }
    next += 1
  }

  func error(_ reason: String) -> SyntaxError {
    SyntaxError(line: line, reason: reason)
  }

  /// Passes over spaces, and over a sign behind them if it is there.
  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard peek == UInt8(ascii: sign) else { return false }
    advance()
    return true
  }

  mutating func skipSpaces() {
    while peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") { advance() }
  }

  /// Passes over spaces, comments and empty lines.
  mutating func skipBlank() throws(SyntaxError) {
    while true {
      skipSpaces()
      switch peek {
      case UInt8(ascii: "\n"): advance()
      case UInt8(ascii: "\r"): try endLine()
      case UInt8(ascii: "#"): skipComment()
      default: return
      }
    }
  }

  /// Passes over a comment and the end of the line, before which nothing else may stand.
  mutating func endLine() throws(SyntaxError) {
    skipSpaces()
    if peek == UInt8(ascii: "#") { skipComment() }
    if peek == UInt8(ascii: "\r") { advance() }
    guard let byte = peek else { return }
    guard byte == UInt8(ascii: "\n") else {
      throw error("the line goes on behind its end with '\(sign())'")
    }
    advance()
  }

  private mutating func skipComment() {
    while let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { advance() }
  }

  /// The character at this place, for messages.
  func sign() -> String {
    String(decoding: bytes[next...].prefix(4), as: UTF8.self).prefix(1).description
  }
}

/// Keys and plain values.
extension TOMLScanner {
  /// A key, which dots may divide.
  mutating func key() throws(SyntaxError) -> [String] {
    var path: [String] = []
    repeat {
      skipSpaces()
      path.append(try name())
      guard path.count <= Self.deepest else { throw error("a key has too many parts") }
    } while skip(".")
    return path
  }

  private mutating func name() throws(SyntaxError) -> String {
    if let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      return try string(quote, mayBeLong: false)
    }
    let name = run { $0.isNameByte }
    guard !name.isEmpty else {
      guard peek != nil else { throw error("the text ends where a key should stand") }
      guard peek != UInt8(ascii: "\n"), peek != UInt8(ascii: "\r") else {
        throw error("a key is missing at the line's end; a table in braces stands on one line")
      }
      throw error("a key does not begin with '\(sign())'")
    }
    return name
  }

  mutating func value(depth: Int) throws(SyntaxError) -> OptionValue {
    guard depth < Self.deepest else { throw error("lists are nested too deep") }
    switch peek {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return .text(try string(bytes[next], mayBeLong: true))
    case UInt8(ascii: "["):
      return try list(depth: depth)
    case UInt8(ascii: "{"):
      throw error("a table does not stand in a list")
    default:
      let word = run { $0.isNameByte || "+.:".utf8.contains($0) }
      guard let value = Self.value(of: word) else {
        throw error(
          word.isEmpty ? "there is no value" : "'\(word)' is no value; a text needs quotes")
      }
      return value
    }
  }

  private mutating func list(depth: Int) throws(SyntaxError) -> OptionValue {
    let start = line
    var values: [OptionValue] = []
    advance()
    try skipBlank()
    while !skip("]") {
      guard peek != nil else {
        throw SyntaxError(line: start, reason: "a list is not closed by ']'")
      }
      values.append(try value(depth: depth + 1))
      try skipBlank()
      if skip(",") {
        try skipBlank()
      } else if peek != UInt8(ascii: "]") {
        throw SyntaxError(line: start, reason: "a list is not closed by ']'")
      }
    }
    return .list(values)
  }

  private mutating func run(while condition: (UInt8) -> Bool) -> String {
    let start = next
    while let byte = peek, condition(byte) { advance() }
    return String(decoding: bytes[start..<next], as: UTF8.self)
  }

  /// A switch, a number, or a date, which no option takes.
  private static func value(of word: String) -> OptionValue? {
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "inf", "+inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    case "nan", "+nan", "-nan": return .number(.nan)
    default: return number(of: word)
    }
  }

  private static func number(of word: String) -> OptionValue? {
    guard let first = word.utf8.first, "0123456789+-".utf8.contains(first) else { return nil }
    let parts = word.split(separator: "_", omittingEmptySubsequences: false)
    let isGrouped = zip(parts, parts.dropFirst()).allSatisfy {
      $0.last?.isHexDigit == true && $1.first?.isHexDigit == true
    }
    guard isGrouped else { return nil }
    let digits = parts.joined()
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      return Int(digits.dropFirst(2), radix: radix).map(OptionValue.integer)
    }
    let magnitude = digits.drop { $0 == "+" || $0 == "-" }
    guard digits.utf8.count - magnitude.utf8.count <= 1, magnitude.first?.isASCIIDigit == true
    else { return nil }
    if word.contains(":")
      || magnitude.contains("-") && !magnitude.contains("e") && !magnitude.contains("E")
    {
      return .other("a date or time")
    }
    guard !magnitude.hasPrefix("0") || magnitude.dropFirst().first?.isASCIIDigit != true else {
      return nil
    }
    if magnitude.allSatisfy(\.isASCIIDigit) {
      return Int(digits).map(OptionValue.integer) ?? .other("a number beyond 64 bits")
    }
    guard magnitude.last?.isASCIIDigit == true, !magnitude.contains("x"), !magnitude.contains(".e"),
      !magnitude.contains("p")
    else { return nil }
    return Double(digits).map(OptionValue.number)
  }
}

extension UInt8 {
  /// Whether a key without quotes may contain it.
  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { "0" <= self && self <= "9" && isASCII }
}
