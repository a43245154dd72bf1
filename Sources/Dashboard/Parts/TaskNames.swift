import Basics
import TerminalUI

/// Names of tasks in a column, each shortened where it is like the others.
///
/// Names made of a question begin alike and differ in some of their words, which an ellipsis at
/// the end takes away: `…older…Peru…Rovi…film`.
enum TaskNames {
  /// The names of the rows that show, by their place in the list; they stand in the last column.
  static func shortened(in window: Table.Window, name: (Int) -> String?) -> [Int: String] {
    let known = window.rows.compactMap { row in name(row).map { (row, $0) } }
    let names = shortened(known.map(\.1), to: max(3, window.widths.last ?? 0))
    return Dictionary(uniqueKeysWithValues: zip(known.map(\.0), names))
  }

  /// Names that fit into a width; of those that do not, the words that most names have go first.
  static func shortened(_ names: [String], to width: Int) -> [String] {
    guard names.contains(where: { $0.count > width }) else { return names }
    let distinct = Set(names)
    var frequency: [Substring: Int] = [:]
    for name in distinct {
      for word in Set(name.split(separator: "-")) { frequency[word, default: 0] += 1 }
    }
    // Words tell names apart only if some have them and others have not.
    guard distinct.count > 1 else { return TellingApart.shortened(names, to: width) }
    let short = distinct.map { name in
      (name, name.count > width ? telling(name, frequency, width) ?? "" : name)
    }
    guard short.allSatisfy({ !$0.1.isEmpty }) else {
      return TellingApart.shortened(names, to: width)
    }
    let table = Dictionary(uniqueKeysWithValues: short)
    return names.map { table[$0] ?? $0 }
  }

  /// A name without its commonest words; `nil` where a single word is too long.
  private static func telling(
    _ name: String, _ frequency: [Substring: Int], _ width: Int
  ) -> String? {
    let words = name.split(separator: "-")
    var kept = Set(words.indices)
    let commonest = words.indices.sorted {
      (frequency[words[$0], default: 0], -$0) > (frequency[words[$1], default: 0], -$1)
    }
    for place in commonest.dropLast() {
      kept.remove(place)
      let text = joined(words, kept)
      if text.count <= width { return text }
    }
    return nil
  }

  private static func joined(_ words: [Substring], _ kept: Set<Int>) -> String {
    var text = ""
    var wasKept = true
    for (place, word) in words.enumerated() {
      guard kept.contains(place) else {
        if wasKept || place == 0 { text += "…" }
        wasKept = false
        continue
      }
      text += (wasKept && place > 0 ? "-" : "") + word
      wasKept = true
    }
    return text
  }
}
