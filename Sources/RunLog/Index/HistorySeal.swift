/// What tells a history that a user's own engine left beside a log from one that came with a run.
///
/// A history says what the log says and is not held against all of it, so that a forged one could
/// change pictures. Only whoever knows the secret of a user can seal one.
package struct HistorySeal: Sendable {
  package static let size = 16

  let secret: (UInt64, UInt64)

  /// `nil` where the bytes are not as many as a secret has.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.size else { return nil }
    secret = bytes.withUnsafeBytes {
      (
        UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)),
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      )
    }
  }
}
