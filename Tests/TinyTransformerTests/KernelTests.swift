import Basics
import Testing

@testable import TinyTransformer

/// Random numbers of unit size.
func randomNumbers<S: Real>(_ count: Int, seed: UInt64) -> [S] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in S(random.normal()) }
}

struct Shape: CustomTestStringConvertible {
  var rows: Int, depth: Int, columns: Int
  var testDescription: String { "\(rows)x\(depth)x\(columns)" }
}

/// Whole tiles, every kind of rest, and more than one block of rows and of depth.
let shapes = [
  Shape(rows: 12, depth: 16, columns: 32), Shape(rows: 1, depth: 1, columns: 1),
  Shape(rows: 7, depth: 5, columns: 17), Shape(rows: 5, depth: 300, columns: 9),
  Shape(rows: 131, depth: 70, columns: 40), Shape(rows: 3, depth: 257, columns: 31),
  Shape(rows: 23, depth: 9, columns: 16), Shape(rows: 12, depth: 40, columns: 8),
]

@Test(arguments: shapes)
func `a product in tiles is the sum of products`(shape: Shape) {
  let (m, k, n) = (shape.rows, shape.depth, shape.columns)
  let left: [Float] = randomNumbers(m * k, seed: 1)
  let right: [Float] = randomNumbers(k * n, seed: 2)
  let start: [Float] = randomNumbers(m * n, seed: 3)
  let memory = AlignedBuffer<Float>(Panels<Float>.size(depth: k, columns: n))
  for destination in [Destination.overwrite, .accumulate] {
    var output = start
    let panels = Panels.pack(rows: right, rowStride: n, depth: k, columns: n, into: memory.base)
    multiply(left, stride: k, rows: m, panels, to: &output, stride: n, destination)
    for i in 0..<m {
      for j in 0..<n {
        let sum = (0..<k).reduce(0.0) { $0 + Double(left[i * k + $1]) * Double(right[$1 * n + j]) }
        let before = destination == .accumulate ? Double(start[i * n + j]) : 0
        #expect(abs(Double(output[i * n + j]) - sum - before) < 1e-5 * Double(k + 10))
      }
    }
  }
}

/// Whatever the processor's vectors are, so that a run is the same on all of them.
@Test(arguments: shapes, [Destination.overwrite, .accumulate, .add])
func `every sum of a product is one chain of fused steps`(
  shape: Shape, destination: Destination
) {
  let (m, n) = (shape.rows, shape.columns)
  let k = min(shape.depth, 256)
  let left: [Float] = randomNumbers(m * k, seed: 1)
  let right: [Float] = randomNumbers(k * n, seed: 2)
  let start: [Float] = randomNumbers(m * (n + 3), seed: 3)
  var expected = start
  for i in 0..<m {
    for j in 0..<n {
      let before = start[i * (n + 3) + j]
      var sum = destination == .accumulate ? before : 0
      for x in 0..<k { sum.addProduct(left[i * k + x], right[x * n + j]) }
      expected[i * (n + 3) + j] = destination == .add ? sum + before : sum
    }
  }
  let memory = AlignedBuffer<Float>(Panels<Float>.size(depth: k, columns: n))
  let panels = Panels.pack(rows: right, rowStride: n, depth: k, columns: n, into: memory.base)
  var output = start
  multiply(left, stride: k, rows: m, panels, to: &output, stride: n + 3, destination)
  #expect(output == expected)

  let leftTransposed = (0..<k * m).map { left[$0 % m * k + $0 / m] }
  output = start
  accumulateTransposed(
    leftTransposed, stride: m, rows: m, right, stride: n, columns: n, depth: k, to: &output,
    stride: n + 3, destination, scratch: Scratch())
  #expect(output == expected)

  let turned = AlignedBuffer<Float>(Panels<Float>.size(depth: n, columns: k))
  let rightTransposed = (0..<n * k).map { right[$0 % k * n + $0 / k] }
  output = start
  multiplyTransposed(
    left, stride: k, rows: m,
    .pack(rows: rightTransposed, rowStride: k, depth: n, columns: k, into: turned.base),
    columns: 0..<n, to: &output, stride: n + 3, destination, scratch: Scratch())
  #expect(output == expected)
}

@Test(arguments: shapes)
func `a transposed factor gives the same product`(shape: Shape) {
  let (m, k, n) = (shape.rows, shape.depth, shape.columns)
  let left: [Double] = randomNumbers(m * k, seed: 1)
  let right: [Double] = randomNumbers(k * n, seed: 2)
  let memory = AlignedBuffer<Double>(Panels<Double>.size(depth: k, columns: n))
  var expected = [Double](repeating: 0, count: m * n)
  multiply(
    left, stride: k, rows: m,
    .pack(rows: right, rowStride: n, depth: k, columns: n, into: memory.base),
    to: &expected, stride: n)

  let rightTransposed = (0..<n * k).map { right[$0 % k * n + $0 / k] }
  var output = expected.map { _ in 0.0 }
  multiply(
    left, stride: k, rows: m,
    .pack(transposed: rightTransposed, rowStride: k, depth: k, columns: n, into: memory.base),
    to: &output, stride: n)
  #expect(output == expected)

  let leftTransposed = (0..<k * m).map { left[$0 % m * k + $0 / m] }
  var sum = expected
  accumulateTransposed(
    leftTransposed, stride: m, rows: m, right, stride: n, columns: n, depth: k, to: &sum,
    stride: n, scratch: Scratch())
  for (twice, once) in zip(sum, expected) { #expect(abs(twice - 2 * once) < 1e-11) }
}

@Test func `a row of a product does not depend on the rows beside it`() {
  let (k, n) = (33, 21)
  let left: [Float] = randomNumbers(40 * k, seed: 4)
  let right: [Float] = randomNumbers(k * n, seed: 5)
  let memory = AlignedBuffer<Float>(Panels<Float>.size(depth: k, columns: n))
  let panels = Panels.pack(rows: right, rowStride: n, depth: k, columns: n, into: memory.base)
  var together = [Float](repeating: 0, count: 40 * n)
  multiply(left, stride: k, rows: 40, panels, to: &together, stride: n)
  for row in 0..<40 {
    var alone = [Float](repeating: 0, count: n)
    multiply(
      Array(left[row * k..<(row + 1) * k]), stride: k, rows: 1, panels, to: &alone, stride: n)
    #expect(alone[...] == together[row * n..<(row + 1) * n])
  }
}

@Test func `the vector exponential is right to seven digits and never infinite`() {
  for step in -8700...8800 {
    let x = Float(step) / 100
    let exact = Float(Double.exponential(SIMD8(repeating: Double(x)))[0])
    #expect(abs(Float.exponential(SIMD8(repeating: x))[3] - exact) <= 3e-7 * exact)
  }
  #expect(Float.exponential(SIMD8(repeating: 1000))[0].isFinite)
  #expect(Float.exponential(SIMD8(repeating: -1000))[0] < 1e-37)
}

@Test func `the largest lane and the sum of lanes are found wherever they are`() {
  for lane in 0..<8 {
    var vector = SIMD8<Float>(repeating: -3)
    vector[lane] = 5
    #expect(horizontalMaximum(vector) == 5)
    #expect(horizontalSum(vector) == -16)
  }
}
