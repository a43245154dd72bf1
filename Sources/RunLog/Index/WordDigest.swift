import Basics

/// A digest of many bytes, eight of them at a time, however they are cut into pieces.
struct WordDigest {
  private var digest = FNV1a()
  private var count = 0
  /// Bytes that do not make a word yet.
  private var rest: [UInt8] = []

  mutating func add(_ bytes: [UInt8]) {
    count += bytes.count
    var bytes = bytes[...]
    if !rest.isEmpty {
      let missing = min(8 - rest.count, bytes.count)
      rest += bytes.prefix(missing)
      bytes = bytes.dropFirst(missing)
      guard rest.count == 8 else { return }
      rest.withUnsafeBytes { addWords(of: $0) }
    }
    bytes.withUnsafeBytes { addWords(of: $0) }
    rest = Array(bytes.suffix(bytes.count % 8))
  }

  mutating func end() -> UInt64 {
    digest.add(rest)
    digest.add(UInt64(count))
    return digest.digest
  }

  static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var digest = WordDigest()
    digest.addWords(of: bytes)
    digest.rest = Array(bytes.suffix(bytes.count % 8))
    digest.count = bytes.count
    return digest.end()
  }

  private mutating func addWords(of bytes: UnsafeRawBufferPointer) {
    for place in stride(from: 0, to: bytes.count - bytes.count % 8, by: 8) {
      digest.add(
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
    }
  }
}
