/// Memory of caches that are gone, for those that come.
///
/// A step of training makes and drops some hundred blocks of tens of kilobytes; had from the system
/// each time, its pages would be made each time. Any thread may take and give.
final class BlockStore<S: Real>: Sendable {
  private let free = Monitor<[AlignedBuffer<S>]>([])

  /// So many zeros, as memory has them that nobody used before.
  func take(_ count: Int) -> CacheBlock<S> {
    guard let kept = free.withLock({ $0.popLast() }) else {
      return CacheBlock(AlignedBuffer(count), of: self)
    }
    _ = kept.zeros(count)
    return CacheBlock(kept, of: self)
  }

  fileprivate func give(_ memory: AlignedBuffer<S>) {
    free.withLock { $0.append(memory) }
  }
}

/// Memory that goes back to its store with whoever holds it last.
final class CacheBlock<S: Real> {
  var base: UnsafeMutablePointer<S> { memory.base }
  private let memory: AlignedBuffer<S>
  private let store: BlockStore<S>

  fileprivate init(_ memory: AlignedBuffer<S>, of store: BlockStore<S>) {
    self.memory = memory
    self.store = store
  }

  deinit { store.give(memory) }
}
