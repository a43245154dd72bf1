/// The checksums by which formats know damage.
package enum Checksum {
  private static func table(_ polynomial: UInt32) -> [UInt32] {
    (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { value, _ in
        value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1
      }
    }
  }

  /// That of zlib, of bytes that come in pieces.
  package struct Running {
    private var sum = UInt32.max

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) {
      sum = Checksum.go(on: sum, bytes, ieeeTable)
    }

    package var ieee: UInt32 { ~sum }
  }

  private static let castagnoliTable = table(0x82F6_3B78)
  private static let ieeeTable = table(0xEDB8_8320)

  private static func sum(_ bytes: some Sequence<UInt8>, _ table: [UInt32]) -> UInt32 {
    ~go(on: .max, bytes, table)
  }

  private static func go(
    on sum: UInt32, _ bytes: some Sequence<UInt8>, _ table: [UInt32]
  ) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      bytes.reduce(sum) { sum, byte in
        table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8
      }
    }
  }

  /// That of zlib, which W&B's logs have.
  static func ieee(_ bytes: some Sequence<UInt8>) -> UInt32 { sum(bytes, ieeeTable) }

  static func castagnoli(_ bytes: some Sequence<UInt8>) -> UInt32 { sum(bytes, castagnoliTable) }

  /// Castagnoli's as TensorBoard stores it: turned and moved, because a checksum of a checksum says
  /// little.
  static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let sum = castagnoli(bytes)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }
}
