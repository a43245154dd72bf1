/// Finds what somebody who mistyped a name probably meant.
package enum Nearest {
  /// The candidate that the fewest edits turn `name` into, if they are few for its length.
  package static func match(for name: String, among candidates: [String]) -> String? {
    let name = Array(name.lowercased().unicodeScalars.prefix(64))
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let distance = edits(from: name, to: Array(candidate.lowercased().unicodeScalars))
      if distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    guard let best, best.distance <= max(1, min(3, best.candidate.count / 3)) else { return nil }
    return best.candidate
  }

  /// Insertions, deletions, substitutions and swaps of neighbours between two words.
  ///
  /// Damerau, "A technique for computer detection and correction of spelling errors", 1964; the
  /// restricted form that edits no place twice.
  private static func edits(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: new.count + 1)
    var last = Array(0...new.count)
    for row in 1..<(old.count + 1) {
      var current = [row] + [Int](repeating: 0, count: new.count)
      for column in 1..<(new.count + 1) {
        let change = old[row - 1] == new[column - 1] ? 0 : 1
        current[column] = min(
          last[column] + 1, current[column - 1] + 1, last[column - 1] + change)
        if row > 1, column > 1, old[row - 1] == new[column - 2], old[row - 2] == new[column - 1] {
          current[column] = min(current[column], beforeLast[column - 2] + 1)
        }
      }
      (beforeLast, last) = (last, current)
    }
    return last[new.count]
  }
}
