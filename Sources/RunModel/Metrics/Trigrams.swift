import Basics

/// The word trigrams of a text, as sorted hashes: how alike two texts are without keeping them.
///
/// Of a long text only the smallest hashes are kept, which are a fair sample of all of them
/// (Broder, "On the resemblance and containment of documents", 1997).
package struct Trigrams: Sendable, Equatable {
  private static let kept = 128

  private let hashes: [UInt32]
  /// A bit for each hash: where one has a bit that another text has not, the text has no such
  /// trigram.
  private let signature: UInt64

  package init(_ text: String) {
    let words = Self.words(of: text)
    var hashes: [UInt32] = []
    hashes.reserveCapacity(words.count)
    // A text of one or two words is one trigram.
    for start in 0..<max(1, words.count - 2) where !words.isEmpty {
      hashes.append(Self.hash(words[start..<min(start + 3, words.count)]))
    }
    hashes.sort()
    self.hashes = Self.smallest(hashes)
    signature = Self.signature(of: self.hashes)
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(list: hashes) { $0.put(bits: UInt64($1)) }
  }

  init(from bytes: inout PackedReader) {
    hashes = bytes.list { UInt32(truncatingIfNeeded: $0.bits()) }
    signature = Self.signature(of: hashes)
  }

  private static func signature(of hashes: [UInt32]) -> UInt64 {
    hashes.reduce(0) { $0 | 1 << UInt64($1 >> 26) }
  }

  /// The smallest of sorted hashes, none twice.
  private static func smallest(_ sorted: [UInt32]) -> [UInt32] {
    var distinct: [UInt32] = []
    for hash in sorted where hash != distinct.last {
      if distinct.count == kept { break }
      distinct.append(hash)
    }
    return distinct
  }

  /// Shared trigrams over all of either: 1 for the same words, 0 for nothing in common.
  package func similarity(to other: Trigrams) -> Double {
    if hashes == other.hashes { return 1 }
    // Beyond the largest hash of a cut set nothing is known of it.
    let limit = min(bound, other.bound)
    return hashes.withUnsafeBufferPointer { one in
      other.hashes.withUnsafeBufferPointer { two in Self.similarity(one, two, upTo: limit) }
    }
  }

  private static func similarity(
    _ one: UnsafeBufferPointer<UInt32>, _ two: UnsafeBufferPointer<UInt32>, upTo limit: UInt32
  ) -> Double {
    let (first, second) = (count(one, upTo: limit), count(two, upTo: limit))
    var (left, right, shared) = (0, 0, 0)
    // Without branches that nobody can guess: which of two hashes is less is chance.
    while left < first, right < second {
      let (own, other) = (one[left], two[right])
      left += own <= other ? 1 : 0
      right += other <= own ? 1 : 0
      shared += own == other ? 1 : 0
    }
    let all = first + second - shared
    return all > 0 ? Double(shared) / Double(all) : 0
  }

  /// How many of sorted hashes are no larger than a limit.
  private static func count(_ hashes: UnsafeBufferPointer<UInt32>, upTo limit: UInt32) -> Int {
    var count = hashes.count
    while count > 0, hashes[count - 1] > limit { count -= 1 }
    return count
  }

  /// What tells most texts apart at the cost of counting bits.
  struct Sketch: Sendable {
    fileprivate var signature: UInt64
    /// How many hashes there are; none where some were left out, so that nothing can be told.
    fileprivate var count: Int

    /// Whether two texts may be more alike than something between 0 and 1.
    ///
    /// Each bit that only one of two signatures has stands for at least one trigram that only that
    /// text has.
    @inline(__always)
    func mayExceed(_ similarity: Double, with other: Sketch) -> Bool {
      guard count > 0, other.count > 0 else { return true }
      let ownOnly = (signature & ~other.signature).nonzeroBitCount
      let otherOnly = (other.signature & ~signature).nonzeroBitCount
      let shared = min(count - ownOnly, other.count - otherOnly)
      let all = count + other.count - shared
      // A little less than is needed, so that rounding rules nothing out.
      return Double(shared) > similarity * Double(all) * (1 - 1e-12)
    }
  }

  var sketch: Sketch { Sketch(signature: signature, count: isCut ? 0 : hashes.count) }

  private var isCut: Bool { hashes.count == Self.kept }

  private var bound: UInt32 { isCut ? hashes.last ?? .max : .max }

  private static func words(of text: String) -> [Substring.UTF8View] {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    return isPlain
      ? text.utf8.split { $0 == 0x20 || 0x09...0x0D ~= $0 }
      : text.split(whereSeparator: \.isWhitespace).map(\.utf8)
  }

  /// FNV-1a over the words, the same on every machine and in every process.
  private static func hash(_ words: ArraySlice<Substring.UTF8View>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for word in words {
      for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
      hash = (hash ^ 0x20) &* 0x0100_0193
    }
    return hash
  }
}
