import RLCore
import Synchronization

/// The same policy behind a line that is slow: it answers one request at a time, several at once,
/// and those last that were asked first.
final class LatePolicy: WrappedPolicy {
  let inner: ListeningPolicy
  let atOnce: Int
  private let underWay = Mutex((now: 0, most: 0))

  init(_ inner: ListeningPolicy, atOnce: Int) {
    self.inner = inner
    self.atOnce = atOnce
  }

  /// The most requests that were open at the same time.
  var mostAtOnce: Int { underWay.withLock { $0.most } }

  var traits: PolicyTraits {
    var traits = inner.traits
    traits.capacity = .requests(atOnce: atOnce)
    return traits
  }

  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let place = underWay.withLock { state in
      state.now += 1
      state.most = max(state.most, state.now)
      return state.now
    }
    defer { underWay.withLock { $0.now -= 1 } }
    try await Task.sleep(for: .microseconds(200 * (atOnce - place + 1)))
    return try await inner.sample(requests)
  }
}
