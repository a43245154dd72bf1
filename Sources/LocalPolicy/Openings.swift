import TinyTransformer

/// What conversations have begun with, so that no beginning is read twice.
///
/// Openings in the order of a dictionary are a tree: each trunk is read once, and a conversation
/// that begins later grows from where an earlier one has the same words.
struct Openings {
  /// An opening that was read, or is to be.
  private typealias Known = (tokens: [Int32], row: GenerationBatch.Row)

  /// Openings that begin like a row.
  private struct Branch {
    var openings: ArraySlice<[Int32]>
    /// The row, and how many of its tokens they begin with.
    var row: GenerationBatch.Row?
    var length = 0

    /// How many tokens all openings begin with: as many as the first and the last.
    var common: Int {
      guard let first = openings.first, let last = openings.last else { return 0 }
      return first.commonPrefix(with: last)
    }
  }

  /// Fewer tokens than these are read again rather than remembered: a row of its own costs as much.
  private static let worthKeeping = 4

  private let batch: GenerationBatch
  /// In the order of a dictionary.
  private var known: [Known] = []
  /// How many tokens were read for them all.
  private(set) var tokensRead = 0

  init(in batch: GenerationBatch) {
    self.batch = batch
  }

  /// Reads openings, as far as that was not done.
  ///
  /// - Returns: for each a row that has read it, which stays as it is.
  /// - Throws: `TransformerError`.
  mutating func read(_ openings: [[Int32]]) throws -> [[Int32]: GenerationBatch.Row] {
    let wanted = Set(openings)
    let new = wanted.subtracting(known.lazy.map(\.tokens))
      .sorted { $0.lexicographicallyPrecedes($1) }
    var branches = begin(new[...])
    var (read, trunks): ([Known], [GenerationBatch.Row]) = ([], [])
    while !branches.isEmpty {
      var extensions: [(row: GenerationBatch.Row, tokens: [Int32])] = []
      var next: [Branch] = []
      for branch in branches {
        let grown = try grow(branch, &extensions)
        if let opening = branch.openings.first, branch.openings.count == 1, let row = grown.row {
          read.append((opening, row))
        } else {
          next += divide(grown)
        }
      }
      try batch.append(extensions)
      tokensRead += extensions.reduce(0) { $0 + $1.tokens.count }
      trunks += extensions.map(\.row)
      branches = next
    }
    let kept = Set(read.map(\.row))
    for row in trunks where !kept.contains(row) { batch.remove(row) }
    known = (known + read).sorted { $0.tokens.lexicographicallyPrecedes($1.tokens) }
    return Dictionary(
      uniqueKeysWithValues: known.lazy.filter { wanted.contains($0.tokens) }.map {
        ($0.tokens, $0.row)
      })
  }

  /// Openings together with the known one that they begin like, or with none.
  private func begin(_ openings: ArraySlice<[Int32]>) -> [Branch] {
    var branches: [Branch] = []
    for (index, opening) in zip(openings.indices, openings) {
      let (row, length) = mostAlike(opening)
      if let last = branches.last, last.row == row, last.length == length {
        branches[branches.count - 1].openings = openings[last.openings.startIndex...index]
      } else {
        branches.append(Branch(openings: openings[index...index], row: row, length: length))
      }
    }
    return branches
  }

  /// The known opening that begins most like another one: it stands beside its place.
  private func mostAlike(_ opening: [Int32]) -> (row: GenerationBatch.Row?, length: Int) {
    var (low, high) = (0, known.count)
    while low < high {
      let middle = (low + high) / 2
      if known[middle].tokens.lexicographicallyPrecedes(opening) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let beside = known[max(low - 1, 0)..<min(low + 1, known.count)]
      .map { (row: $0.row, length: $0.tokens.commonPrefix(with: opening)) }
      .max { $0.length < $1.length }
    guard let beside, beside.length >= Self.worthKeeping else { return (nil, 0) }
    return beside
  }

  /// Gives a branch a row that is to read what its openings have in common.
  ///
  /// - Parameters:
  ///   - branch: openings that begin alike.
  ///   - extensions: what is to be read is added here.
  /// - Returns: the branch as it is when that has been read.
  /// - Throws: `TransformerError`.
  private func grow(
    _ branch: Branch, _ extensions: inout [(row: GenerationBatch.Row, tokens: [Int32])]
  ) throws -> Branch {
    guard let first = branch.openings.first else { return branch }
    let common = branch.common
    guard branch.openings.count == 1 || common - branch.length >= Self.worthKeeping else {
      return branch
    }
    let row = try branch.row.map { try batch.fork($0, keeping: branch.length) } ?? batch.addRow()
    extensions.append((row, Array(first[branch.length..<common])))
    return Branch(openings: branch.openings, row: row, length: common)
  }

  /// The openings of a branch by the token at which they part.
  private func divide(_ branch: Branch) -> [Branch] {
    let (openings, common) = (branch.openings, branch.common)
    var branches: [Branch] = []
    var start = openings.startIndex
    for index in openings.indices {
      let next = index + 1
      guard
        next == openings.endIndex
          || openings[index].commonPrefix(with: openings[next]) == common
      else { continue }
      branches.append(
        Branch(openings: openings[start..<next], row: branch.row, length: branch.length))
      start = next
    }
    return branches
  }
}

extension [Int32] {
  /// How many elements two arrays begin with in common.
  fileprivate func commonPrefix(with other: [Int32]) -> Int {
    let count = Swift.min(count, other.count)
    return (0..<count).first { self[$0] != other[$0] } ?? count
  }
}
