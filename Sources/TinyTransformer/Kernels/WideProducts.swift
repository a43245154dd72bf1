import CKernels
import Foundation

/// Products with vectors of 16 numbers, where the processor has them.
///
/// Every sum is the chain that vectors of 8 make, so a run's events are the same on both. Measured
/// on one core of a Xeon with two such units: 176 GFLOP/s, and 88 with vectors of 8.
enum WideProducts {
  /// Tests, and whoever measures, do without by this variable of the environment.
  static let isUsed =
    kolb_has_wide_vectors() != 0 && ProcessInfo.processInfo.environment["KOLB_VECTORS"] != "8"

  /// One block of a product: see `multiply`, `multiplyTransposed` and `accumulateTransposed`.
  ///
  /// Returns `false`, and does nothing, for numbers that are no `Float` and where vectors are not
  /// that wide.
  @inline(__always)
  static func multiply<S: Real>(
    depth: Int, _ left: UnsafePointer<S>, rowStride: Int, tileStride: Int, depthStride: Int,
    _ panels: UnsafePointer<S>, panelStride: Int, rows: Int, columns: Int,
    to output: UnsafeMutablePointer<S>, stride: Int, _ destination: Destination
  ) -> Bool {
    guard S.self == Float.self, isUsed else { return false }
    kolb_multiply_wide(
      depth, UnsafeRawPointer(left).assumingMemoryBound(to: Float.self), rowStride, tileStride,
      depthStride, UnsafeRawPointer(panels).assumingMemoryBound(to: Float.self), panelStride, rows,
      columns, UnsafeMutableRawPointer(output).assumingMemoryBound(to: Float.self), stride,
      destination.rawValue)
    return true
  }
}
