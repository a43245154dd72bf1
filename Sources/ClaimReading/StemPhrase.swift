import Synchronization

/// A phrase as stems, with room for others at "…".
struct StemPhrase: Sendable {
  private let parts: [[String]]
  /// How many words may stand in the place of "…".
  private static let room = 6

  init(_ phrase: String) {
    parts = phrase.split(separator: "…").map { part in
      part.split(separator: " ").map { Stem.of(String($0)) }
    }.filter { !$0.isEmpty }
  }

  /// The stems of phrases, each taken apart once: worlds say the same ones of every task.
  static func of(_ phrases: [String]) -> [StemPhrase] {
    known.withLock { known in
      phrases.map { phrase in
        if let stems = known[phrase] { return stems }
        // What a world says of itself is a closed set; one that is not is taken apart again.
        if known.count >= most { known = [:] }
        let stems = StemPhrase(phrase)
        known[phrase] = stems
        return stems
      }
    }
  }

  private static let known = Mutex<[String: StemPhrase]>([:])
  private static let most = 4_096

  /// The first place where the phrase stands.
  func match(in words: [ClaimWord]) -> Range<Int>? {
    for start in words.indices {
      var end = start
      var holds = true
      for (place, part) in parts.enumerated() {
        let last = place == 0 ? start : min(end + Self.room, words.count)
        guard end <= last,
          let found = (end...last).first(where: { Self.stands(part, in: words, $0) })
        else {
          holds = false
          break
        }
        end = found + part.count
      }
      if holds, end > start { return start..<end }
    }
    return nil
  }

  private static func stands(_ part: [String], in words: [ClaimWord], _ start: Int) -> Bool {
    start + part.count <= words.count
      && part.indices.allSatisfy { words[start + $0].stem == part[$0] }
  }
}
