import Synchronization

/// Bytes that were shown to somebody.
final class Seen: Sendable {
  private let state = Mutex<[UInt8]>([])

  func add(_ bytes: [UInt8]) { state.withLock { $0 += bytes } }

  var bytes: [UInt8] { state.withLock { $0 } }
}
