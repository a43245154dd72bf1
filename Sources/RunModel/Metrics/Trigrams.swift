/// The word trigrams of a text, as sorted hashes: how alike two texts are without keeping them.
///
/// Of a long text only the smallest hashes are kept, which are a fair sample of all of them
/// (Broder, "On the resemblance and containment of documents", 1997).
package struct Trigrams: Sendable, Equatable {
  private static let kept = 128

  private let hashes: [UInt32]

  package init(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    var hashes: Set<UInt32> = []
    // A text of one or two words is one trigram.
    for start in 0..<max(1, words.count - 2) where !words.isEmpty {
      hashes.insert(Self.hash(words[start..<min(start + 3, words.count)]))
    }
    self.hashes = Array(hashes.sorted().prefix(Self.kept))
  }

  /// Shared trigrams over all of either: 1 for the same words, 0 for nothing in common.
  package func similarity(to other: Trigrams) -> Double {
    if hashes == other.hashes { return 1 }
    // Beyond the largest hash of a cut set nothing is known of it.
    let limit = min(bound, other.bound)
    var (left, right, shared, all) = (0, 0, 0, 0)
    while left < hashes.count || right < other.hashes.count {
      let one = left < hashes.count ? hashes[left] : .max
      let two = right < other.hashes.count ? other.hashes[right] : .max
      guard min(one, two) <= limit else { break }
      if one <= two, left < hashes.count { left += 1 }
      if two <= one, right < other.hashes.count { right += 1 }
      if one == two { shared += 1 }
      all += 1
    }
    return all > 0 ? Double(shared) / Double(all) : 0
  }

  private var bound: UInt32 {
    hashes.count == Self.kept ? hashes.last ?? .max : .max
  }

  /// FNV-1a over the words, the same on every machine and in every process.
  private static func hash(_ words: ArraySlice<Substring>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for word in words {
      for byte in word.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
      hash = (hash ^ 0x20) &* 0x0100_0193
    }
    return hash
  }
}
