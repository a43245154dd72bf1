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

  private struct Box {
    let index: Int
    let weight: Int
    let low: Int
    let high: Int
  }

  /// Shares out what is left in proportion to the weights, within the bounds of each box.
  ///
  /// As CSS does for flexible lengths: where the proportional sizes break bounds, either those
  /// below their minimum or those above their maximum are settled, whichever weighs more, and the
  /// rest is divided again.
  private static func share(_ surplus: Int, among lengths: [Length], into sizes: inout [Int]) {
    guard surplus > 0 else { return }
    var open = [Box]()
    for (index, length) in lengths.enumerated() {
      guard case .share(let weight, _, let atMost) = length, weight > 0 else { continue }
      let low = sizes[index]
      open.append(Box(index: index, weight: weight, low: low, high: max(low, atMost)))
    }
    var space = surplus + open.reduce(0) { $0 + $1.low }
    while !open.isEmpty {
      let weights = Double(open.reduce(0) { $0 + $1.weight })
      func ideal(_ box: Box) -> Double { Double(space) * Double(box.weight) / weights }
      let short = open.filter { ideal($0) < Double($0.low) }
      let long = open.filter { ideal($0) > Double($0.high) }
      guard !short.isEmpty || !long.isEmpty else { break }
      let missing = short.reduce(0) { $0 + Double($1.low) - ideal($1) }
      let beyond = long.reduce(0) { $0 + ideal($1) - Double($1.high) }
      let isShort = missing >= beyond && !short.isEmpty
      let settled = isShort ? short : long
      for box in settled {
        sizes[box.index] = isShort ? box.low : box.high
        space -= sizes[box.index]
      }
      open.removeAll { box in settled.contains { $0.index == box.index } }
    }
    // Rounding down the running sum hands every odd cell to exactly one box.
    let weights = max(1, open.reduce(0) { $0 + $1.weight })
    var passed = 0
    for box in open {
      let start = space * passed / weights
      passed += box.weight
      sizes[box.index] = space * passed / weights - start
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
