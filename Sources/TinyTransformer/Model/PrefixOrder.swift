/// The sequences of a batch in the order of a dictionary, in which those that begin alike are
/// neighbours.
///
/// What a sequence shares with the one before it is all that it shares with any before it.
struct PrefixOrder {
  struct Entry {
    let sequence: Int
    /// Tokens up to the last one that predicts a wanted one.
    let count: Int
    /// How many of them the entry before begins with too.
    var shared = 0
    var own: Int { count - shared }
  }

  private(set) var entries: [Entry]

  /// Tokens that have to be read, each beginning once.
  var tokenCount: Int { entries.reduce(0) { $0 + $1.own } }

  /// - `sequences`: those of which nothing is wanted are left out.
  init(_ sequences: [TokenSequence]) {
    entries = sequences.indices.compactMap { index in
      let count = sequences[index].wanted.max() ?? 0
      return count > 0 ? Entry(sequence: index, count: count) : nil
    }
    func shared(_ a: Entry, _ b: Entry) -> Int {
      let count = min(a.count, b.count)
      return sequences[a.sequence].tokens.withUnsafeBufferPointer { a in
        sequences[b.sequence].tokens.withUnsafeBufferPointer { b in
          (0..<count).first { a[$0] != b[$0] } ?? count
        }
      }
    }
    entries.sort { a, b in
      let place = shared(a, b)
      guard place < a.count, place < b.count else {
        return (a.count, a.sequence) < (b.count, b.sequence)
      }
      return sequences[a.sequence].tokens[place] < sequences[b.sequence].tokens[place]
    }
    for index in entries.indices.dropFirst() {
      entries[index].shared = shared(entries[index - 1], entries[index])
    }
  }

  /// Cuts the order into parts of about equal numbers of tokens.
  ///
  /// A part that is long enough ends where little is shared, and in any case when it is half as long
  /// again: what is shared across a cut is read on both sides.
  func divide(into count: Int) -> [ArraySlice<Entry>] {
    let share = tokenCount / max(count, 1)
    var parts: [ArraySlice<Entry>] = []
    var start = 0
    var size = 0
    for (index, entry) in entries.enumerated() {
      let isLong = size >= share && (entry.shared * 16 <= share || size * 2 >= share * 3)
      if isLong, index > start {
        parts.append(entries[start..<index])
        (start, size) = (index, 0)
      }
      size += size == 0 ? entry.count : entry.own
    }
    if start < entries.count { parts.append(entries[start...]) }
    return parts
  }

  /// Cuts a part where nothing is shared, into as few pieces of at most so many tokens as go in
  /// order; what shares a beginning stays together, however long it is.
  static func cut(_ part: ArraySlice<Entry>, tokens: Int) -> [ArraySlice<Entry>] {
    var pieces: [ArraySlice<Entry>] = []
    var (start, size) = (part.startIndex, 0)
    var index = part.startIndex
    while index < part.endIndex {
      let first = index
      var tree = part[first].count
      index += 1
      while index < part.endIndex, part[index].shared > 0 {
        tree += part[index].own
        index += 1
      }
      if size > 0, size + tree > tokens {
        pieces.append(part[start..<first])
        (start, size) = (first, 0)
      }
      size += tree
    }
    return start < part.endIndex ? pieces + [part[start...]] : pieces
  }
}
