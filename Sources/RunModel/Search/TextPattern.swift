/// What is looked for in a text: words in either case, or a regular expression.
package struct TextPattern: Sendable, Equatable {
  private enum Kind: Sendable, Equatable {
    /// In lower case.
    case words([UInt8])
    case expression(RegularExpression)
  }

  private let kind: Kind

  /// Words as they stand; case is folded for ASCII only.
  package init(words: String) {
    kind = .words(words.utf8.map(Self.lower))
  }

  /// - Throws: what is wrong with the pattern.
  package init(expression: String) throws(RegularExpressionProblem) {
    kind = .expression(try RegularExpression(expression))
  }

  package func matches(_ text: String) -> Bool { firstMatch(in: text) != nil }

  /// The first place from a byte on, as bytes of its UTF-8.
  package func firstMatch(in text: String, from start: Int = 0) -> Range<Int>? {
    var text = text
    return text.withUTF8 { bytes in
      switch kind {
      case .words(let words): Self.find(words, in: bytes, from: start)
      case .expression(let expression): expression.firstMatch(in: bytes, from: start)
      }
    }
  }

  private static func find(
    _ words: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    words.withUnsafeBufferPointer { words in
      guard let first = words.first else { return start..<start }
      guard bytes.count - start >= words.count else { return nil }
      for place in start...(bytes.count - words.count) where lower(bytes[place]) == first {
        var length = 1
        while length < words.count, lower(bytes[place + length]) == words[length] { length += 1 }
        if length == words.count { return place..<(place + length) }
      }
      return nil
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
