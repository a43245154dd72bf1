/// What a product does with what its result held before.
enum Destination: Int32 {
  case overwrite
  /// The sum goes on from what was there.
  case accumulate
  /// The sum of a block is made on its own and added to what was there, which keeps small sums exact
  /// beside a large number.
  case add
}

/// Depth of a block: its panel, 256 × 16 numbers, stays in the first-level cache.
private let depthBlock = 256
/// Rows of a block, a multiple of 6: with the depth above they stay in the second-level cache.
private let rowBlock = 120
/// Up to this depth a left factor is read where it lies: packing it would take as long as using it.
private let shortDepth = 32
/// Rows that are packed at once: so many lines of the first-level cache, however far apart.
private let packedRows = 16
/// Rows of a tile: 6 × 16 sums fill 12 of the 16 vector registers of AVX2.
private let tileRows = 6

/// `output[M, N] (+)= left[M, K] × right[K, N]`.
///
/// Every element is one chain of fused multiply-adds in the order of K, whatever the number of rows
/// and wherever in a tile it lies. So a row's result does not depend on the rows beside it.
///
/// - `left`: rows `leftStride` apart.
/// - `columns`: how many columns of `right` to compute, all if nil.
/// - `following`: what all blocks of the depth but the first one do; `.accumulate` if nil.
/// - `depth`: how much of K to sum over, all if nil.
/// - `output`: rows `outputStride` apart.
@_specialize(where S == Float)
@_specialize(where S == Double)
func multiply<S: Real>(
  _ left: UnsafePointer<S>, stride leftStride: Int, rows: Int,
  _ right: Panels<S>, columns: Int? = nil, depth: Int? = nil,
  to output: UnsafeMutablePointer<S>, stride outputStride: Int,
  _ destination: Destination = .overwrite, blocks following: Destination? = nil
) {
  let columns = columns ?? right.columns
  let depth = depth ?? right.depth
  for k in stride(from: 0, to: depth, by: depthBlock) {
    let blockDepth = min(depthBlock, depth - k)
    let destination = k == 0 ? destination : following ?? .accumulate
    for firstRow in stride(from: 0, to: rows, by: rowBlock) {
      let lastRow = min(firstRow + rowBlock, rows)
      if WideProducts.multiply(
        depth: blockDepth, left + firstRow * leftStride + k, rowStride: leftStride,
        tileStride: tileRows * leftStride, depthStride: 1,
        right.panel(0) + k * Panels<S>.width, panelStride: right.depth * Panels<S>.width,
        rows: lastRow - firstRow, columns: columns,
        to: output + firstRow * outputStride, stride: outputStride, destination)
      {
        continue
      }
      for column in stride(from: 0, to: columns, by: Panels<S>.width) {
        let panel = right.panel(column) + k * Panels<S>.width
        for row in stride(from: firstRow, to: lastRow, by: tileRows) {
          multiplyTile(
            depth: blockDepth, left + row * leftStride + k, rowStride: leftStride, depthStride: 1,
            panel, rows: min(tileRows, lastRow - row), columns: min(16, columns - column),
            to: output + row * outputStride + column, stride: outputStride, destination)
        }
      }
    }
  }
}

/// `output[M, N] (+)= left[M, K] × right[N, K]ᵀ`, with `right` packed as for `left[M, N] × right`.
///
/// So a weight that is packed for the way forward serves the way back too, where many rows make
/// turning its blocks round cheap.
///
/// - `columns`: which of N to compute; the first is a multiple of 16.
/// - `scratch`: where blocks are turned round.
@_specialize(where S == Float)
@_specialize(where S == Double)
func multiplyTransposed<S: Real>(
  _ left: UnsafePointer<S>, stride leftStride: Int, rows: Int,
  _ right: Panels<S>, columns: Range<Int>,
  to output: UnsafeMutablePointer<S>, stride outputStride: Int, _ destination: Destination,
  scratch: Scratch<S>
) {
  let width = Panels<S>.width
  // Vectors of 16 numbers keep two panels at once.
  let memory = scratch.right.reserve(2 * depthBlock * width)
  for k in stride(from: 0, to: right.columns, by: depthBlock) {
    let blockDepth = min(depthBlock, right.columns - k)
    let destination = k == 0 ? destination : .add
    for column in stride(from: columns.lowerBound, to: columns.upperBound, by: 2 * width) {
      let count = min(2 * width, columns.upperBound - column)
      for half in stride(from: 0, to: count, by: width) {
        turnRound(
          right, from: k, column + half, count: min(width, count - half), depth: blockDepth,
          to: memory + half * depthBlock)
      }
      if WideProducts.multiply(
        depth: blockDepth, left + k, rowStride: leftStride, tileStride: tileRows * leftStride,
        depthStride: 1, UnsafePointer(memory), panelStride: depthBlock * width, rows: rows,
        columns: count, to: output + column, stride: outputStride, destination)
      {
        continue
      }
      for half in stride(from: 0, to: count, by: width) {
        for row in stride(from: 0, to: rows, by: tileRows) {
          multiplyTile(
            depth: blockDepth, left + row * leftStride + k, rowStride: leftStride, depthStride: 1,
            memory + half * depthBlock, rows: min(tileRows, rows - row),
            columns: min(width, count - half),
            to: output + row * outputStride + column + half, stride: outputStride, destination)
        }
      }
    }
  }
}

/// A panel of the transpose: `count` of its columns, `depth` of its rows from `first` on.
@inline(__always)
private func turnRound<S: Real>(
  _ right: Panels<S>, from first: Int, _ column: Int, count: Int, depth: Int,
  to panel: UnsafeMutablePointer<S>
) {
  let width = Panels<S>.width
  for start in stride(from: 0, to: depth, by: width) {
    let source = right.panel(first + start) + column * width
    let target = panel + start * width
    if count == width, depth - start >= width {
      for i in stride(from: 0, to: width, by: 8) {
        for j in stride(from: 0, to: width, by: 8) {
          transposeBlock(
            source + j * width + i, stride: width, to: target + i * width + j, stride: width)
        }
      }
      continue
    }
    for j in 0..<count {
      for i in 0..<min(width, depth - start) {
        target[i * width + j] = source[j * width + i]
      }
    }
  }
}

/// `output[M, N] += left[K, M]ᵀ × right[K, N]`: the gradient of a weight, summed over K tokens.
///
/// - `scratch`: where blocks of both factors are packed.
@_specialize(where S == Float)
@_specialize(where S == Double)
func accumulateTransposed<S: Real>(
  _ left: UnsafePointer<S>, stride leftStride: Int, rows: Int,
  _ right: UnsafePointer<S>, stride rightStride: Int, columns: Int, depth: Int,
  to output: UnsafeMutablePointer<S>, stride outputStride: Int,
  _ destination: Destination = .accumulate, scratch: Scratch<S>
) {
  let block = min(depth, depthBlock)
  let panelMemory = scratch.right.reserve(Panels<S>.size(depth: block, columns: columns))
  let isShort = depth <= shortDepth
  let tiles = scratch.left.reserve(
    isShort ? 0 : (rows + tileRows - 1) / tileRows * tileRows * block)
  for k in stride(from: 0, to: depth, by: depthBlock) {
    let blockDepth = min(depthBlock, depth - k)
    let panels = Panels<S>.pack(
      rows: right + k * rightStride, rowStride: rightStride, depth: blockDepth, columns: columns,
      into: panelMemory)
    if !isShort {
      packTiles(
        left + k * leftStride, stride: leftStride, rows: rows, depth: blockDepth, to: tiles)
    }
    if WideProducts.multiply(
      depth: blockDepth, isShort ? left + k * leftStride : UnsafePointer(tiles), rowStride: 1,
      tileStride: isShort ? tileRows : tileRows * blockDepth,
      depthStride: isShort ? leftStride : tileRows,
      panels.panel(0), panelStride: blockDepth * Panels<S>.width, rows: rows, columns: columns,
      to: output, stride: outputStride, destination)
    {
      continue
    }
    for column in stride(from: 0, to: columns, by: Panels<S>.width) {
      for row in stride(from: 0, to: rows, by: tileRows) {
        multiplyTile(
          depth: blockDepth, isShort ? left + row : UnsafePointer(tiles + row * blockDepth),
          rowStride: 1, depthStride: isShort ? leftStride : tileRows,
          panels.panel(column), rows: min(tileRows, rows - row), columns: min(16, columns - column),
          to: output + row * outputStride + column, stride: outputStride, destination)
      }
    }
  }
}

/// Cuts `source[K, M]` into tiles `[K, 6]`, so that the six factors of a step lie together.
///
/// A few rows of the source at a time, which are read in a straight line and stay in the cache
/// until the last tile has taken its part of them.
@inline(__always)
private func packTiles<S: Real>(
  _ source: UnsafePointer<S>, stride: Int, rows: Int, depth: Int,
  to tiles: UnsafeMutablePointer<S>
) {
  for first in Swift.stride(from: 0, to: depth, by: packedRows) {
    let end = min(first + packedRows, depth)
    // Of eight that are copied two are overwritten by the next step, of which the last has none.
    let copied = min(end, depth - 1)
    for row in Swift.stride(from: 0, to: rows, by: tileRows) {
      var tile = tiles + row * depth + first * tileRows
      var k = first
      if row + 8 <= rows {
        while k < copied {
          tile.set(0, to: (source + k * stride + row).vector(0))
          tile += tileRows
          k += 1
        }
      }
      let count = min(tileRows, rows - row)
      while k < end {
        for j in 0..<tileRows { tile[j] = j < count ? source[k * stride + row + j] : 0 }
        tile += tileRows
        k += 1
      }
    }
  }
}

/// One tile of up to 6 × 16 sums, kept in registers over the whole depth.
///
/// With fewer than six rows the last one is computed again and again, and stored once.
@inline(__always)
private func multiplyTile<S: Real>(
  depth: Int, _ left: UnsafePointer<S>, rowStride: Int, depthStride: Int,
  _ panel: UnsafePointer<S>, rows: Int, columns: Int,
  to output: UnsafeMutablePointer<S>, stride: Int, _ destination: Destination
) {
  let last = rows - 1
  let left1 = left + min(1, last) * rowStride
  let left2 = left + min(2, last) * rowStride
  let left3 = left + min(3, last) * rowStride
  let left4 = left + min(4, last) * rowStride
  let left5 = left + min(5, last) * rowStride
  var (a0, b0) = (SIMD8<S>(), SIMD8<S>())
  var (a1, b1) = (SIMD8<S>(), SIMD8<S>())
  var (a2, b2) = (SIMD8<S>(), SIMD8<S>())
  var (a3, b3) = (SIMD8<S>(), SIMD8<S>())
  var (a4, b4) = (SIMD8<S>(), SIMD8<S>())
  var (a5, b5) = (SIMD8<S>(), SIMD8<S>())
  if destination == .accumulate {
    (a0, b0) = load(output, columns)
    if rows > 1 { (a1, b1) = load(output + stride, columns) }
    if rows > 2 { (a2, b2) = load(output + 2 * stride, columns) }
    if rows > 3 { (a3, b3) = load(output + 3 * stride, columns) }
    if rows > 4 { (a4, b4) = load(output + 4 * stride, columns) }
    if rows > 5 { (a5, b5) = load(output + 5 * stride, columns) }
  }
  var k = 0
  var right = panel
  for _ in 0..<depth {
    let r0 = right.vector(0)
    let r1 = right.vector(8)
    let l0 = SIMD8(repeating: left[k])
    a0.addProduct(l0, r0)
    b0.addProduct(l0, r1)
    let l1 = SIMD8(repeating: left1[k])
    a1.addProduct(l1, r0)
    b1.addProduct(l1, r1)
    let l2 = SIMD8(repeating: left2[k])
    a2.addProduct(l2, r0)
    b2.addProduct(l2, r1)
    let l3 = SIMD8(repeating: left3[k])
    a3.addProduct(l3, r0)
    b3.addProduct(l3, r1)
    let l4 = SIMD8(repeating: left4[k])
    a4.addProduct(l4, r0)
    b4.addProduct(l4, r1)
    let l5 = SIMD8(repeating: left5[k])
    a5.addProduct(l5, r0)
    b5.addProduct(l5, r1)
    k += depthStride
    right += Panels<S>.width
  }
  if destination == .add {
    add(&a0, &b0, output, columns)
    if rows > 1 { add(&a1, &b1, output + stride, columns) }
    if rows > 2 { add(&a2, &b2, output + 2 * stride, columns) }
    if rows > 3 { add(&a3, &b3, output + 3 * stride, columns) }
    if rows > 4 { add(&a4, &b4, output + 4 * stride, columns) }
    if rows > 5 { add(&a5, &b5, output + 5 * stride, columns) }
  }
  store(a0, b0, output, columns)
  if rows > 1 { store(a1, b1, output + stride, columns) }
  if rows > 2 { store(a2, b2, output + 2 * stride, columns) }
  if rows > 3 { store(a3, b3, output + 3 * stride, columns) }
  if rows > 4 { store(a4, b4, output + 4 * stride, columns) }
  if rows > 5 { store(a5, b5, output + 5 * stride, columns) }
}

@inline(__always)
private func add<S: Real>(
  _ first: inout SIMD8<S>, _ second: inout SIMD8<S>, _ row: UnsafeMutablePointer<S>,
  _ columns: Int
) {
  let (a, b) = load(row, columns)
  first += a
  second += b
}

@inline(__always)
private func load<S: Real>(
  _ row: UnsafeMutablePointer<S>, _ columns: Int
) -> (SIMD8<S>, SIMD8<S>) {
  if columns == 16 { return (row.vector(0), row.vector(8)) }
  return (row.vector(0, min(columns, 8)), row.vector(8, max(columns - 8, 0)))
}

@inline(__always)
private func store<S: Real>(
  _ first: SIMD8<S>, _ second: SIMD8<S>, _ row: UnsafeMutablePointer<S>, _ columns: Int
) {
  if columns == 16 {
    row.set(0, to: first)
    row.set(8, to: second)
  } else {
    row.set(0, min(columns, 8), to: first)
    row.set(8, max(columns - 8, 0), to: second)
  }
}
