import RLCore
import Synchronization

/// Tells that a server does not answer, or has no place, and that it does and has again.
final class TinkerReach: Sendable {
  private struct State {
    var listener: (@Sendable (PolicyNews) -> Void)?
    /// Why whoever asks the server waits.
    var reason: Reason?
  }

  /// What is waited for.
  enum Reason: Sendable {
    case line
    case place
  }

  private let state = Mutex(State())
  private let otherwise: @Sendable (String) -> Void

  /// - Parameter otherwise: is told what nobody listens to.
  init(otherwise: @escaping @Sendable (String) -> Void = { _ in }) {
    self.otherwise = otherwise
  }

  var isHeard: Bool { state.withLock { $0.listener != nil } }

  func report(to listener: @escaping @Sendable (PolicyNews) -> Void) {
    state.withLock { $0.listener = listener }
  }

  /// Tells something that a run is to remember.
  func say(_ remark: String) { state.withLock { $0.listener }?(.remark(remark)) }

  /// Tells once why it is waited.
  func lost(_ reason: Reason, _ why: String) {
    let (isNews, listener) = state.withLock { state in
      defer { state.reason = state.reason ?? reason }
      return (state.reason == nil, state.listener)
    }
    guard isNews else { return }
    guard let listener else { return otherwise(why) }
    listener(.outOfReach(why))
  }

  /// Tells once that it is waited no more, if it was for this.
  func found(_ reason: Reason) {
    let listener = state.withLock { state -> (@Sendable (PolicyNews) -> Void)? in
      guard state.reason == reason else { return nil }
      state.reason = nil
      return state.listener
    }
    listener?(.inReach)
  }
}
