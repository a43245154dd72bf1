import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The numbers that the model computes with.
///
/// Everything between tokens and gradients is written once, for `Float`, which trains and samples,
/// and for `Double`, in which finite differences are sharp enough to check every gradient.
protocol Real: BinaryFloatingPoint, SIMDScalar, Codable, BitwiseCopyable, Sendable {
  static func exponential(_ x: SIMD8<Self>) -> SIMD8<Self>
  static func logarithm(_ x: Self) -> Self
  /// The larger of each pair of lanes. Here, because generic comparison goes lane by lane.
  static func larger(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  /// The first `lanes` lanes, and `rest` in the others, whatever was there.
  static func first(_ lanes: Int, of vector: SIMD8<Self>, rest: Self) -> SIMD8<Self>
}

extension Float: Real {
  /// eˣ in each lane, with a relative error below 2·10⁻⁷; arguments are held to -87...88.
  ///
  /// The argument is split into n·ln 2 + r with |r| ≤ ln 2 / 2, eʳ comes from a polynomial, and n is
  /// added to the exponent bits. Adding and taking away 1.5·2²³ rounds to a whole number and leaves
  /// that number in the lowest bits.
  @inline(__always)
  static func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
    let low = SIMD8<Float>(repeating: -87)
    let high = SIMD8<Float>(repeating: 88)
    let x = x.replacing(with: low, where: x .< low).replacing(with: high, where: x .> high)
    let rounder = SIMD8<Float>(repeating: 12_582_912)
    let shifted = rounder.addingProduct(x, SIMD8(repeating: 1.442_695_04))
    let n = shifted - rounder
    let r = x.addingProduct(n, SIMD8(repeating: -0.693_359_375))
      .addingProduct(n, SIMD8(repeating: 2.121_944_4e-4))
    var p = SIMD8<Float>(repeating: 1.987_569_15e-4)
    p = SIMD8(repeating: 1.398_199_95e-3).addingProduct(p, r)
    p = SIMD8(repeating: 8.333_451_9e-3).addingProduct(p, r)
    p = SIMD8(repeating: 4.166_579_6e-2).addingProduct(p, r)
    p = SIMD8(repeating: 1.666_666_55e-1).addingProduct(p, r)
    p = SIMD8(repeating: 0.5).addingProduct(p, r)
    p = (r + 1).addingProduct(p, r * r)
    let exponent = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
    return unsafeBitCast(
      unsafeBitCast(p, to: SIMD8<Int32>.self) &+ exponent, to: SIMD8<Float>.self)
  }

  @inline(__always)
  static func logarithm(_ x: Float) -> Float { logf(x) }

  @inline(__always)
  static func larger(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
    a.replacing(with: b, where: b .> a)
  }

  @inline(__always)
  static func first(_ lanes: Int, of vector: SIMD8<Float>, rest: Float) -> SIMD8<Float> {
    kolb_first(Int32(truncatingIfNeeded: lanes), vector, rest)
  }
}

extension Double: Real {
  static func exponential(_ x: SIMD8<Double>) -> SIMD8<Double> {
    var result = SIMD8<Double>()
    for lane in 0..<8 { result[lane] = exp(x[lane]) }
    return result
  }

  static func logarithm(_ x: Double) -> Double { log(x) }

  static func larger(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Double> {
    a.replacing(with: b, where: b .> a)
  }

  @inline(__always)
  static func first(_ lanes: Int, of vector: SIMD8<Double>, rest: Double) -> SIMD8<Double> {
    let places = SIMD8<Double>(0, 1, 2, 3, 4, 5, 6, 7)
    return SIMD8(repeating: rest)
      .replacing(with: vector, where: places .< SIMD8(repeating: Double(lanes)))
  }
}
