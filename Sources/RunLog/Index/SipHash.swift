/// A digest that nobody can make who does not know a secret.
///
/// SipHash-2-4 of 64 bits (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012).
struct SipHash {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  private var count = 0
  /// Bytes that do not make a word yet.
  private var rest: [UInt8] = []

  init(secret: (UInt64, UInt64)) {
    state = (
      secret.0 ^ 0x736F_6D65_7073_6575, secret.1 ^ 0x646F_7261_6E64_6F6D,
      secret.0 ^ 0x6C79_6765_6E65_7261, secret.1 ^ 0x7465_6462_7974_6573
    )
  }

  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    var begin = 0
    if !rest.isEmpty {
      begin = min(8 - rest.count, bytes.count)
      rest += bytes[..<begin]
      guard rest.count == 8 else { return }
      take(rest.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) })
      rest = []
    }
    let words = (bytes.count - begin) / 8
    for word in 0..<words {
      let value = bytes.loadUnaligned(fromByteOffset: begin + 8 * word, as: UInt64.self)
      take(UInt64(littleEndian: value))
    }
    rest = Array(bytes[(begin + 8 * words)...])
  }

  mutating func end() -> UInt64 {
    var last = UInt64(truncatingIfNeeded: count) << 56
    for (place, byte) in rest.enumerated() { last |= UInt64(byte) << UInt64(8 * place) }
    take(last)
    state.2 ^= 0xFF
    for _ in 0..<4 { round() }
    return state.0 ^ state.1 ^ state.2 ^ state.3
  }

  private mutating func take(_ word: UInt64) {
    state.3 ^= word
    round()
    round()
    state.0 ^= word
  }

  @inline(__always)
  private mutating func round() {
    func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
    state.0 &+= state.1
    state.1 = turned(state.1, 13) ^ state.0
    state.0 = turned(state.0, 32)
    state.2 &+= state.3
    state.3 = turned(state.3, 16) ^ state.2
    state.0 &+= state.3
    state.3 = turned(state.3, 21) ^ state.0
    state.2 &+= state.1
    state.1 = turned(state.1, 17) ^ state.2
    state.2 = turned(state.2, 32)
  }
}
