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
    // A few rows at a time, which are read in a straight line.
    for first in stride(from: 0, to: depth, by: 16) {
      let end = min(first + 16, depth)
      for column in stride(from: 0, to: columns, by: width) {
        let count = min(width, columns - column)
        var panel = memory + column * depth + first * width
        var row = source + first * rowStride + column
        for _ in first..<end {
          if count == width {
            panel.set(0, to: row.vector(0))
            panel.set(8, to: row.vector(8))
          } else {
            for j in 0..<width { panel[j] = j < count ? row[j] : 0 }
          }
          panel += width
          row += rowStride
        }
      }
    }
    return Panels(base: memory, depth: depth, columns: columns)
  }

  /// Packs the transpose of a matrix `[columns, depth]` whose rows lie `rowStride` apart.
  static func pack(
    transposed source: UnsafePointer<S>, rowStride: Int, depth: Int, columns: Int,
    into memory: UnsafeMutablePointer<S>
  ) -> Panels {
    let whole = depth & ~7
    for column in stride(from: 0, to: columns, by: width) {
      let panel = memory + column * depth
      for half in stride(from: 0, to: width, by: 8) {
        let count = max(0, min(8, columns - column - half))
        let rows = source + (column + half) * rowStride
        let target = panel + half
        if count == 8 {
          for k in stride(from: 0, to: whole, by: 8) {
            transposeBlock(rows + k, stride: rowStride, to: target + k * width, stride: width)
          }
        }
        for j in 0..<8 {
          for k in (count == 8 ? whole : 0)..<depth {
            target[k * width + j] = j < count ? rows[j * rowStride + k] : 0
          }
        }
      }
    }
    return Panels(base: memory, depth: depth, columns: columns)
  }
}

/// `target[j, i] = source[i, j]` of 8 × 8 numbers.
///
/// Three times each row is interleaved with the one four below it, as cards are shuffled: rows and
/// columns have changed places then.
@inline(__always)
func transposeBlock<S: Real>(
  _ source: UnsafePointer<S>, stride: Int, to target: UnsafeMutablePointer<S>,
  stride targetStride: Int
) {
  var (a, b) = (source.vector(0), (source + stride).vector(0))
  var (c, d) = ((source + 2 * stride).vector(0), (source + 3 * stride).vector(0))
  var (e, f) = ((source + 4 * stride).vector(0), (source + 5 * stride).vector(0))
  var (g, h) = ((source + 6 * stride).vector(0), (source + 7 * stride).vector(0))
  for _ in 0..<3 {
    let (ae, bf) = (interleaved(a, e), interleaved(b, f))
    let (cg, dh) = (interleaved(c, g), interleaved(d, h))
    (a, b, c, d) = (ae.lowHalf, ae.highHalf, bf.lowHalf, bf.highHalf)
    (e, f, g, h) = (cg.lowHalf, cg.highHalf, dh.lowHalf, dh.highHalf)
  }
  target.set(0, to: a)
  (target + targetStride).set(0, to: b)
  (target + 2 * targetStride).set(0, to: c)
  (target + 3 * targetStride).set(0, to: d)
  (target + 4 * targetStride).set(0, to: e)
  (target + 5 * targetStride).set(0, to: f)
  (target + 6 * targetStride).set(0, to: g)
  (target + 7 * targetStride).set(0, to: h)
}

@inline(__always)
private func interleaved<S: Real>(_ even: SIMD8<S>, _ odd: SIMD8<S>) -> SIMD16<S> {
  var result = SIMD16<S>()
  result.evenHalf = even
  result.oddHalf = odd
  return result
}
