/// The right-hand factor of a matrix product, `[K, N]`, cut into panels of 16 columns.
///
/// Within a panel the 16 numbers of one row lie together and the rows follow each other, so that
/// the inner loop reads memory in a straight line. The last panel is filled up with zeros.
struct Panels<S: Real> {
  static var width: Int { 16 }

  let base: UnsafePointer<S>
  /// K: the length of every dot product.
  let depth: Int
  /// N.
  let columns: Int

  /// How many numbers the panels of a `[depth, columns]` matrix take.
  static func size(depth: Int, columns: Int) -> Int {
    (columns + width - 1) / width * width * depth
  }

  /// The panel whose first column is `column`, a multiple of 16.
  @inline(__always)
  func panel(_ column: Int) -> UnsafePointer<S> {
    base + column * depth
  }

  /// Writes one column.
  func column(_ column: Int, into target: UnsafeMutablePointer<S>) {
    let source = panel(column / Self.width * Self.width) + column % Self.width
    for k in 0..<depth { target[k] = source[k * Self.width] }
  }

  /// Packs a matrix `[depth, columns]` whose rows lie `rowStride` apart.
  static func pack(
    rows source: UnsafePointer<S>, rowStride: Int, depth: Int, columns: Int,
    into memory: UnsafeMutablePointer<S>
  ) -> Panels {
    var panel = memory
    for column in stride(from: 0, to: columns, by: width) {
      let count = min(width, columns - column)
      for k in 0..<depth {
        let row = source + k * rowStride + column
        if count == width {
          panel.set(0, to: row.vector(0))
          panel.set(8, to: row.vector(8))
        } else {
          for j in 0..<width { panel[j] = j < count ? row[j] : 0 }
        }
        panel += width
      }
    }
    return Panels(base: memory, depth: depth, columns: columns)
  }

  /// Packs the transpose of a matrix `[columns, depth]` whose rows lie `rowStride` apart.
  static func pack(
    transposed source: UnsafePointer<S>, rowStride: Int, depth: Int, columns: Int,
    into memory: UnsafeMutablePointer<S>
  ) -> Panels {
    for column in stride(from: 0, to: columns, by: width) {
      let panel = memory + column * depth
      let count = min(width, columns - column)
      for j in 0..<count {
        let row = source + (column + j) * rowStride
        for k in 0..<depth { panel[k * width + j] = row[k] }
      }
      for j in count..<width {
        for k in 0..<depth { panel[k * width + j] = 0 }
      }
    }
    return Panels(base: memory, depth: depth, columns: columns)
  }
}
