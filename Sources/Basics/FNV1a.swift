/// A digest that is the same on every machine and in every version.
///
/// Fowler, Noll and Vo's FNV-1a with 64 bits: tells values apart, keeps no secrets.
@usableFromInline
package struct FNV1a: Sendable {
  /// The digest of what was added so far.
  @usableFromInline
  package var digest: UInt64

  @inlinable
  package init() {
    digest = 0xCBF2_9CE4_8422_2325
  }

  /// Adds a byte, or a larger word as if it were one.
  @inlinable
  package mutating func add(_ word: UInt64) {
    digest = (digest ^ word) &* 0x100_0000_01B3
  }

  @inlinable
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(UInt64(byte)) }
  }

  /// Sixteen digits.
  @usableFromInline
  package var hexadecimal: String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension FNV1a {
  @inlinable
  package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    hash.add(bytes)
    return hash.digest
  }

  /// Sixteen digits.
  @inlinable
  package static func hexadecimal(of bytes: some Sequence<UInt8>) -> String {
    var hash = FNV1a()
    hash.add(bytes)
    return hash.hexadecimal
  }
}
