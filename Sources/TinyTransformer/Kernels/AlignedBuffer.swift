/// Memory for numbers, on cache-line boundaries, that grows when more is asked for.
///
/// Not safe to use from two threads at once; each worker has its own.
final class AlignedBuffer<Element: Real> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int

  init(_ count: Int = 0) {
    capacity = count
    base = Self.allocate(count)
  }

  deinit {
    base.deallocate()
  }

  /// Memory for at least `count` elements, whose contents are whatever was there.
  func reserve(_ count: Int) -> UnsafeMutablePointer<Element> {
    if count > capacity {
      base.deallocate()
      capacity = max(count, capacity + capacity / 2)
      base = Self.allocate(capacity)
    }
    return base
  }

  /// `count` zeros.
  func zeros(_ count: Int) -> UnsafeMutablePointer<Element> {
    let memory = reserve(count)
    memory.update(repeating: 0, count: count)
    return memory
  }

  /// Starts at zero, so that reading what nobody wrote is dull rather than undefined.
  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = (max(count, 1) + 16) * MemoryLayout<Element>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    let memory = raw.bindMemory(to: Element.self, capacity: count + 16)
    memory.initialize(repeating: 0, count: max(count, 1) + 16)
    return memory
  }
}
