import CKernels

/// What is done to each number with vectors of 16, where the processor has them: the bits of the
/// loops over vectors of 8 that stand beside each call.
extension WideProducts {
  /// The same memory as numbers of the only kind that has such kernels.
  @inline(__always)
  private static func floats<S>(_ numbers: UnsafeMutablePointer<S>) -> UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Float.self)
  }

  @inline(__always)
  private static func floats<S>(_ numbers: UnsafePointer<S>) -> UnsafePointer<Float> {
    UnsafeRawPointer(numbers).assumingMemoryBound(to: Float.self)
  }

  /// Whether numbers of this kind have kernels of vectors of 16 here.
  @inline(__always)
  static func has<S: Real>(_ kind: S.Type) -> Bool { kind == Float.self && isUsed }

  /// - Returns: the highest score times the scale, and the sum over exp(scale · score - highest).
  @inline(__always)
  static func softmax<S: Real>(
    _ scores: UnsafeMutablePointer<S>, seen: Int, scale: S
  ) -> (highest: S, total: S) {
    var highest: Float = 0
    let total = kolb_softmax_wide(floats(scores), seen, Float(scale), &highest)
    return (S(highest), S(total))
  }

  @inline(__always)
  static func softmaxBackward<S: Real>(
    _ scores: UnsafeMutablePointer<S>, _ slopes: UnsafeMutablePointer<S>, seen: Int, scale: S,
    logSum: S, delta: S
  ) {
    kolb_softmax_backward_wide(
      floats(scores), floats(slopes), seen, Float(scale), Float(logSum), Float(delta))
  }

  @inline(__always)
  static func swiGLU<S: Real>(
    gate: UnsafePointer<S>, up: UnsafePointer<S>, width: Int, output: UnsafeMutablePointer<S>
  ) {
    kolb_swiglu_wide(floats(gate), floats(up), width, floats(output))
  }

  @inline(__always)
  static func swiGLUBackward<S: Real>(
    _ slope: UnsafePointer<S>, width: Int, gate: UnsafeMutablePointer<S>,
    up: UnsafeMutablePointer<S>
  ) {
    kolb_swiglu_backward_wide(floats(slope), width, floats(gate), floats(up))
  }

  /// One query of one head of a cache, or of two heads at once, so that no sum waits for another.
  struct Head {
    fileprivate let head: kolb_head

    init<S: Real>(
      query: UnsafePointer<S>, output: UnsafeMutablePointer<S>, scores: UnsafeMutablePointer<S>,
      offset: Int
    ) {
      head = kolb_head(
        query: floats(query), output: floats(output), scores: floats(scores), offset: offset)
    }
  }

  @inline(__always)
  static func attend<S: Real>(
    _ first: Head, _ second: Head?, places: UnsafePointer<UnsafeMutablePointer<S>>, width: Int,
    seen: Int, scale: S
  ) {
    let blocks = UnsafeRawPointer(places)
      .assumingMemoryBound(to: UnsafeMutablePointer<Float>?.self)
    var cache = kolb_cache(
      places: blocks, width: width, seen: seen, scale: Float(scale))
    var heads = (first.head, second?.head ?? first.head)
    withUnsafePointer(to: &heads) { heads in
      kolb_attend_wide(
        UnsafeRawPointer(heads).assumingMemoryBound(to: kolb_head.self), second == nil ? 1 : 2,
        &cache)
    }
  }
}
