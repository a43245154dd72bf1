/// How much of a row or column of boxes one box wants.
package enum Length: Hashable, Sendable {
  /// Exactly this many cells, as long as there are that many.
  case fixed(Int)
  /// A share of what the fixed ones leave, in proportion to `weight`, within the bounds.
  case share(Int = 1, atLeast: Int = 0, atMost: Int = .max)

  /// Divides `total` cells among the lengths; the results never add up to more than `total`.
  ///
  /// Earlier boxes are served first: on a screen that is too small the later ones become empty,
  /// so list what matters most first or leave boxes out below a minimum size.
  package static func divide(_ total: Int, among lengths: [Length], gap: Int = 0) -> [Int] {
    var left = max(0, total - max(0, gap) * max(0, lengths.count - 1))
    var sizes = [Int](repeating: 0, count: lengths.count)
    for (index, length) in lengths.enumerated() {
      let wanted = length.minimum
      sizes[index] = min(max(0, wanted), left)
      left -= sizes[index]
    }
    share(left, among: lengths, into: &sizes)
    return sizes
  }

  /// What the box needs before anything is shared out.
  private var minimum: Int {
    switch self {
    case .fixed(let cells): cells
    case .share(_, let atLeast, _): atLeast
    }
  }

  /// Raises the shares cell by cell towards their proportion of the whole shared space.
  ///
  /// A box that would get less than its minimum keeps the minimum and one that would get more
  /// than its maximum keeps that; the rest is divided among the others, until nothing changes.
  private static func share(_ surplus: Int, among lengths: [Length], into sizes: inout [Int]) {
    var open = [(index: Int, weight: Int, low: Int, high: Int)]()
    for (index, length) in lengths.enumerated() {
      guard case .share(let weight, _, let atMost) = length, weight > 0 else { continue }
      open.append((index, weight, sizes[index], max(sizes[index], atMost)))
    }
    var space = surplus + open.reduce(0) { $0 + $1.low }
    guard surplus > 0 else { return }
    while !open.isEmpty {
      let weights = open.reduce(0) { $0 + $1.weight }
      let settled = open.firstIndex {
        space * $0.weight < $0.low * weights
          || ($0.high < space && space * $0.weight > $0.high * weights)
      }
      guard let settled else { break }
      let box = open.remove(at: settled)
      sizes[box.index] = space * box.weight < box.low * weights ? box.low : box.high
      space = max(0, space - sizes[box.index])
    }
    // Rounding down the running sum hands every odd cell to exactly one box.
    let weights = max(1, open.reduce(0) { $0 + $1.weight })
    var passed = 0
    for box in open {
      let start = space * passed / weights
      passed += box.weight
      sizes[box.index] = space * passed / weights - start
    }
    trim(&sizes, to: surplus, open: lengths)
  }

  /// Takes back what minimum and maximum, settled in turn, gave out beyond the total.
  private static func trim(_ sizes: inout [Int], to surplus: Int, open lengths: [Length]) {
    let before = lengths.reduce(0) { $0 + max(0, $1.minimum) }
    var excess = sizes.reduce(0, +) - before - surplus
    for index in sizes.indices.reversed() where excess > 0 {
      guard case .share(_, let atLeast, _) = lengths[index] else { continue }
      let cut = min(excess, max(0, sizes[index] - atLeast))
      sizes[index] -= cut
      excess -= cut
    }
  }
}

extension Rect {
  /// Boxes stacked from top to bottom; as many rectangles as lengths, some of them empty.
  package func rows(_ lengths: Length..., gap: Int = 0) -> [Rect] {
    rows(lengths, gap: gap)
  }

  package func rows(_ lengths: [Length], gap: Int = 0) -> [Rect] {
    var top = row
    return Length.divide(height, among: lengths, gap: gap).map { size in
      defer { top = min(endRow, top + size + max(0, gap)) }
      return Rect(column: column, row: top, width: width, height: size)
    }
  }

  /// Boxes placed from left to right; as many rectangles as lengths, some of them empty.
  package func columns(_ lengths: Length..., gap: Int = 0) -> [Rect] {
    columns(lengths, gap: gap)
  }

  package func columns(_ lengths: [Length], gap: Int = 0) -> [Rect] {
    var left = column
    return Length.divide(width, among: lengths, gap: gap).map { size in
      defer { left = min(endColumn, left + size + max(0, gap)) }
      return Rect(column: left, row: row, width: size, height: height)
    }
  }
}
