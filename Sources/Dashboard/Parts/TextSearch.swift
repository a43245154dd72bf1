/// Finds words whatever their case, quickly enough for every keystroke.
enum TextSearch {
  /// Whether `text` has `word`, which is in lower case; case is folded for ASCII only.
  static func contains(_ text: String, _ word: String) -> Bool {
    var text = text
    var word = word
    return text.withUTF8 { bytes in
      word.withUTF8 { pattern in
        guard let first = pattern.first else { return true }
        guard bytes.count >= pattern.count else { return false }
        for start in 0...(bytes.count - pattern.count) where lower(bytes[start]) == first {
          var length = 1
          while length < pattern.count, lower(bytes[start + length]) == pattern[length] {
            length += 1
          }
          if length == pattern.count { return true }
        }
        return false
      }
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
