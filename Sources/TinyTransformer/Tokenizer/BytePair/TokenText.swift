/// Words that become known token by token: a character is given out when its last byte is there.
///
/// What it gives out together is what `decode` makes of all tokens at once.
package struct TokenText: Sendable {
  private let tokenizer: BytePairTokenizer
  private let leavesOutSpecial: Bool
  /// The beginning of a character.
  private var pending: [UInt8] = []

  package init(_ tokenizer: BytePairTokenizer, leavingOutSpecial: Bool = true) {
    self.tokenizer = tokenizer
    leavesOutSpecial = leavingOutSpecial
  }

  /// What is new to read after one more token; it can be empty.
  package mutating func append(_ token: Int32) -> String {
    if leavesOutSpecial, tokenizer.isSpecial(token) { return "" }
    pending += tokenizer.bytes(of: token)
    let whole = pending.count - Self.unfinished(pending)
    defer { pending.removeFirst(whole) }
    return String(decoding: pending.prefix(whole), as: UTF8.self)
  }

  /// What is left when no more tokens come: at most one U+FFFD.
  package mutating func end() -> String {
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  /// How many bytes at the end may become a character with those that follow.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    for length in 1...3 where length <= bytes.count {
      let first = bytes[bytes.count - length]
      if first & 0xC0 == 0x80 { continue }
      let needed = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
      guard needed > length, first >= 0xC2, first <= 0xF4 else { return 0 }
      // A second byte that cannot follow makes the first one an error by itself.
      if length > 1, !canFollow(first, bytes[bytes.count - length + 1]) { return 0 }
      return length
    }
    return 0
  }

  private static func canFollow(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xE0: second >= 0xA0
    case 0xED: second < 0xA0
    case 0xF0: second >= 0x90
    case 0xF4: second < 0x90
    default: true
    }
  }
}
