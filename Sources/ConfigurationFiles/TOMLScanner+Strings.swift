/// Texts in TOML's four forms, with their escapes.
extension TOMLScanner {
  /// A string in one of the four forms; the opening quote stands at this place.
  mutating func string(_ quote: UInt8, mayBeLong: Bool) throws(SyntaxError) -> String {
    let start = line
    let isLong = mayBeLong && bytes[next...].starts(with: [quote, quote, quote])
    let closing = isLong ? 3 : 1
    for _ in 0..<closing { advance() }
    if isLong { skipFirstLineBreak() }
    var text: [UInt8] = []
    while let byte = peek {
      if byte == quote, bytes[next...].prefix(closing).count == closing,
        bytes[next...].prefix(closing).allSatisfy({ $0 == quote })
      {
        // A long string may end with one or two quotes of its own.
        while isLong, bytes.count > next + 3, bytes[next + 3] == quote {
          text.append(quote)
          advance()
        }
        for _ in 0..<closing { advance() }
        return String(decoding: text, as: UTF8.self)
      }
      guard isLong || byte != UInt8(ascii: "\n") else { break }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        advance()
        try readEscape(into: &text, isLong: isLong)
      } else {
        guard byte >= 0x20 && byte != 0x7F || "\t\n\r".utf8.contains(byte) else {
          throw error("a text contains a control character; write it as \\u00XX")
        }
        text.append(byte)
        advance()
      }
    }
    throw SyntaxError(line: start, reason: "a text is not closed by its quote")
  }

  private mutating func skipFirstLineBreak() {
    if bytes[next...].starts(with: "\r\n".utf8) { advance() }
    if peek == UInt8(ascii: "\n") { advance() }
  }

  private mutating func readEscape(into text: inout [UInt8], isLong: Bool) throws(SyntaxError) {
    guard let byte = peek else { throw error("a text ends behind a '\\'") }
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "f"): 12,
      UInt8(ascii: "r"): 13, UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92,
    ]
    if let replacement = plain[byte] {
      text.append(replacement)
      advance()
    } else if byte == UInt8(ascii: "u") || byte == UInt8(ascii: "U") {
      advance()
      let count = byte == UInt8(ascii: "u") ? 4 : 8
      let digits = String(decoding: bytes[next...].prefix(count), as: UTF8.self)
      guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      else { throw error("'\\\(byte == UInt8(ascii: "u") ? "u" : "U")\(digits)' is no character") }
      for _ in 0..<count { advance() }
      text += Array(String(scalar).utf8)
    } else if isLong, " \t\r\n".utf8.contains(byte) {
      let start = line
      while let byte = peek, " \t\r\n".utf8.contains(byte) { advance() }
      guard line > start else { throw error("'\\ ' is no character") }
    } else {
      throw error("'\\\(sign())' is no character; write '\\\\' for a '\\'")
    }
  }
}
