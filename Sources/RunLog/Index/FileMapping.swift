import Glibc
import RunModel

/// A part of a file that is mapped into memory for as long as the value lives.
final class FileMapping: MappedMemory, @unchecked Sendable {
  private let base: UnsafeMutableRawPointer
  let count: Int

  /// Maps bytes of a file that nobody shortens; `nil` where the system refuses.
  init?(_ file: OpenFile, at offset: Int, count: Int, isWritable: Bool) {
    let protection = isWritable ? PROT_READ | PROT_WRITE : PROT_READ
    guard count > 0,
      let base = mmap(nil, count, protection, MAP_SHARED, file.descriptor, off_t(offset)),
      base != MAP_FAILED
    else { return nil }
    self.base = base
    self.count = count
  }

  deinit { munmap(base, count) }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Writes where nobody reads yet.
  func write(_ bytes: [UInt8], at offset: Int) {
    UnsafeMutableRawBufferPointer(start: base + offset, count: bytes.count).copyBytes(from: bytes)
  }
}
