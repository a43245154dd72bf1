/// Calls `body` for each vector of eight elements, and once more for what is left over.
///
/// `lanes` is the number of elements that count: 8, but for the last call if `count` is not a
/// multiple of eight. A body of more than a line or two stays a function, which looks at its lanes
/// each time: where that counts, it is a local function that is always inlined, called in a loop
/// over whole vectors and once for the rest, as in `SwiGLU`.
@inline(__always)
func forEachVector(_ count: Int, _ body: (_ index: Int, _ lanes: Int) -> Void) {
  var index = 0
  while index + 8 <= count {
    body(index, 8)
    index += 8
  }
  if index < count { body(index, count - index) }
}

extension UnsafePointer where Pointee: Real {
  /// Eight elements from `index` on; those past `lanes` are not touched and read as zero.
  @inline(__always)
  func vector(_ index: Int, _ lanes: Int = 8) -> SIMD8<Pointee> {
    if lanes == 8 {
      return UnsafeRawPointer(self + index).loadUnaligned(as: SIMD8<Pointee>.self)
    }
    var result = SIMD8<Pointee>()
    for lane in 0..<lanes { result[lane] = self[index + lane] }
    return result
  }
}

extension UnsafeMutablePointer where Pointee: Real {
  @inline(__always)
  func vector(_ index: Int, _ lanes: Int = 8) -> SIMD8<Pointee> {
    UnsafePointer(self).vector(index, lanes)
  }

  /// Stores the first `lanes` elements of a vector from `index` on.
  @inline(__always)
  func set(_ index: Int, _ lanes: Int = 8, to vector: SIMD8<Pointee>) {
    if lanes == 8 {
      UnsafeMutableRawPointer(self + index).storeBytes(of: vector, as: SIMD8<Pointee>.self)
    } else {
      for lane in 0..<lanes { self[index + lane] = vector[lane] }
    }
  }

  @inline(__always)
  func add(_ index: Int, _ lanes: Int = 8, _ vector: SIMD8<Pointee>) {
    set(index, lanes, to: self.vector(index, lanes) + vector)
  }

  /// `self[0..<count] += other[0..<count]`.
  @inline(__always)
  func accumulate(_ other: UnsafePointer<Pointee>, count: Int) {
    forEachVector(count) { i, lanes in add(i, lanes, other.vector(i, lanes)) }
  }
}

/// The sum of the lanes, by halves: shorter chains than lane after lane.
@inline(__always)
func horizontalSum<S: Real>(_ vector: SIMD8<S>) -> S {
  let four = vector.lowHalf + vector.highHalf
  let two = four.lowHalf + four.highHalf
  return two.x + two.y
}

/// The largest lane.
@inline(__always)
func horizontalMaximum<S: Real>(_ vector: SIMD8<S>) -> S {
  let four = S.larger(vector, SIMD8(lowHalf: vector.highHalf, highHalf: vector.highHalf)).lowHalf
  return max(max(four.x, four.y), max(four.z, four.w))
}

/// `Σ a[i]·b[i]` over `count` elements.
@inline(__always)
func dotProduct<S: Real>(_ a: UnsafePointer<S>, _ b: UnsafePointer<S>, _ count: Int) -> S {
  var sum = SIMD8<S>()
  forEachVector(count) { i, lanes in sum.addProduct(a.vector(i, lanes), b.vector(i, lanes)) }
  return horizontalSum(sum)
}
