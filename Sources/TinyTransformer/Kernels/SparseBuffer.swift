#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Room for as many numbers as a model has parameters, of which few are ever written.
///
/// Pages that nobody touches cost no memory. All are zero at first.
final class SparseBuffer<Element: Real>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  private let bytes: Int

  /// Nil if the system has no room for the addresses.
  init?(_ count: Int) {
    bytes = max(count, 1) * MemoryLayout<Element>.stride
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0),
      memory != MAP_FAILED
    else { return nil }
    base = memory.bindMemory(to: Element.self, capacity: max(count, 1))
  }

  deinit { munmap(base, bytes) }
}
