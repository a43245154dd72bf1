/// Finds what somebody meant to write.
package enum Spelling {
  /// The candidate fewest edits away, if it is near enough to be a slip of the fingers.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let allowed = max(1, min(3, word.count / 3))
    let ranked = candidates.map { (candidate: $0, distance: distance(word, $0)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= allowed
    else { return nil }
    return best.candidate
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  package static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.lowercased().prefix(64))
    let b = Array(second.lowercased().prefix(64))
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
