import Testing

@testable import RunLog

@Suite struct `A digest with a secret` {
  private static let secret: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)

  /// The first is the example of the paper; the others are of the reference's test vectors.
  @Test(arguments: [
    (15, 0xA129_CA61_49BE_45E5 as UInt64), (0, 0x726F_DB47_DD0E_0E31),
    (1, 0x74F8_39C5_93DC_67FD), (8, 0x93F5_F579_9A93_2462),
  ])
  func `gives what its authors give`(count: Int, digest: UInt64) {
    var whole = SipHash(secret: Self.secret)
    whole.add((0..<count).map(UInt8.init))
    #expect(whole.end() == digest)
  }

  @Test func `does not depend on how bytes are cut into pieces`() {
    let bytes = (0..<200).map { UInt8($0) }
    var whole = SipHash(secret: Self.secret)
    whole.add(bytes)
    let digest = whole.end()
    for size in 1...19 {
      var hash = SipHash(secret: Self.secret)
      for begin in stride(from: 0, to: bytes.count, by: size) {
        hash.add(Array(bytes[begin..<min(begin + size, bytes.count)]))
      }
      #expect(hash.end() == digest, "\(size)")
    }
  }
}
