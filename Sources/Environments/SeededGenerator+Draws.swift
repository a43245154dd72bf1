import RLCore

/// Draws whose values depend on nothing but the generator.
///
/// The standard library's own may change between versions, and a run's tasks with them.
extension SeededGenerator {
  /// Uniform in `0..<count`; the bias is below `count` / 2⁶⁴.
  package mutating func index(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// Uniform in [0, 1), with the 53 bits that a `Double` holds exactly.
  package mutating func uniformDouble() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A uniformly random order of `0..<count` (Fisher and Yates).
  package mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, index(below: last + 1))
    }
    return order
  }
}
