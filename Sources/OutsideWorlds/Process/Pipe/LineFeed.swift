/// Parts what a program writes into lines, of which none may be too long.
struct LineFeed {
  private var rest: [UInt8] = []
  /// Bytes that one line may have.
  let longest: Int

  init(longest: Int) {
    self.longest = longest
  }

  /// A line without an end within what it may have.
  struct TooLong: Error {}

  /// The lines that are whole with what has come now.
  ///
  /// - Throws: `TooLong`.
  mutating func lines(adding bytes: some Collection<UInt8>) throws(TooLong) -> [[UInt8]] {
    rest += bytes
    guard bytes.contains(UInt8(ascii: "\n")) else {
      guard rest.count <= longest else { throw TooLong() }
      return []
    }
    var parts = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rest = parts.popLast().map(Array.init) ?? []
    guard rest.count <= longest, parts.allSatisfy({ $0.count <= longest }) else { throw TooLong() }
    return parts.map(Array.init)
  }
}
