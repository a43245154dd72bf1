/// Names by which people tell apart what is alike in most of its name.
package enum TellingApart {
  /// For each path its last part, and as many parts before it as tell it from the others.
  ///
  /// A path that is there twice is told by a number: `run`, `run (2)`.
  ///
  /// - Parameter paths: whole, so that what they have in common can be seen.
  /// - Returns: their names, in their order.
  package static func names(ofPaths paths: [String]) -> [String] {
    let parts = paths.map { $0.split(separator: "/").map(String.init) }
    var known: [[String]: Int] = [:]
    return parts.indices.map { index in
      let own = parts[index]
      guard !own.isEmpty else { return paths[index] }
      let others = parts.filter { $0 != own }
      let count =
        (1...own.count).first { count in
          !others.contains { $0.suffix(count) == own.suffix(count) }
        } ?? own.count
      let name = own.suffix(count).joined(separator: "/")
      known[own, default: 0] += 1
      let number = known[own] ?? 1
      return number == 1 ? name : "\(name) (\(number))"
    }
  }

  /// Names that fit into a width, shortened where all of them are alike: `…seed-1…`, `…seed-2…`.
  ///
  /// - Parameters:
  ///   - names: as they are.
  ///   - width: characters that each may have.
  /// - Returns: the names in their order; those that differ still differ, if the width lets them.
  package static func shortened(_ names: [String], to width: Int) -> [String] {
    guard width > 2, names.contains(where: { $0.count > width }) else { return names }
    var short = cut(names, to: width)
    // Where most differ in one place, some may differ in another, which was cut away.
    for group in alike(names, short) {
      let own = group.map { names[$0] }
      let again =
        Set(own).count < Set(names).count
        ? shortened(own, to: width) : windows(own, to: width)
      for (place, name) in zip(group, again) { short[place] = name }
    }
    for group in alike(names, short) {
      let own = group.map { names[$0] }
      for (place, name) in zip(group, windows(own, to: width)) { short[place] = name }
    }
    return short
  }

  /// The places of names that differ and no longer do once they are short.
  private static func alike(_ names: [String], _ short: [String]) -> [[Int]] {
    Dictionary(grouping: names.indices) { short[$0] }.values
      .filter { group in Set(group.map { names[$0] }).count > 1 }
      .sorted { $0[0] < $1[0] }
  }

  /// What of each name lies in a window of all of them, the first in which they differ.
  private static func windows(_ names: [String], to width: Int) -> [String] {
    let texts = names.map(Array.init)
    let count = Set(names).count
    let room = max(1, width - 2)
    for place in 0..<(texts.map(\.count).max() ?? 0) {
      let short = texts.map { text in
        let rest = text.dropFirst(place)
        return (place > 0 ? "…" : "") + String(rest.prefix(room)) + (rest.count > room ? "…" : "")
      }
      if Set(short).count == count { return short }
    }
    return cut(names, to: width)
  }

  /// Names without what all of them have in common at their ends, as far as it has no room.
  private static func cut(_ names: [String], to width: Int) -> [String] {
    let distinct = Array(Set(names))
    let texts = distinct.map(Array.init)
    let start = distinct.count > 1 ? commonStart(of: texts) : 0
    let end = distinct.count > 1 ? commonStart(of: texts.map { $0.dropFirst(start).reversed() }) : 0
    let longest = texts.map { $0.count - start - end }.max() ?? 0
    // What is alike is shown as far as there is room, its nearest part last.
    let room = max(0, width - longest - (start > 0 ? 1 : 0) - (end > 0 ? 1 : 0))
    let endRoom = min(end, start > 0 ? room / 2 : room)
    let startRoom = min(start, room - endRoom)
    return names.map { name in
      guard name.count > width else { return name }
      let text = Array(name)
      let middle = String(text[start..<(text.count - end)])
      let head = startRoom >= start ? String(text[..<start]) : String(text[..<startRoom]) + "…"
      let tail =
        endRoom >= end ? String(text[(text.count - end)...]) : "…" + String(text.suffix(endRoom))
      return fitted(head + middle + tail, to: width)
    }
  }

  /// A text without its middle, if it is too long.
  private static func fitted(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    let head = (width - 1) / 2
    return String(text.prefix(head)) + "…" + String(text.suffix(width - 1 - head))
  }

  /// How many characters all texts begin with, up to where a word begins.
  private static func commonStart(of texts: [[Character]]) -> Int {
    guard let first = texts.first else { return 0 }
    var count = 0
    while count < first.count, texts.allSatisfy({ count < $0.count && $0[count] == first[count] }) {
      count += 1
    }
    return count
  }
}
