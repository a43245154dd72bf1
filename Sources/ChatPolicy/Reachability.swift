import RLCore
import Synchronization

/// Whether the server is in reach, told once when that changes, however many requests find out.
final class Reachability: Sendable {
  private struct State {
    var listener: (@Sendable (PolicyNews) -> Void)?
    var isLost = false
    /// What was to be told before anybody listened.
    var untold: [PolicyNews] = []
    /// Replies so far, by which a request that fails alone is known.
    var replies = 0
  }

  private let state = Mutex(State())

  var isHeard: Bool { state.withLock { $0.listener != nil } }

  var replies: Int { state.withLock { $0.replies } }

  func report(to listener: @escaping @Sendable (PolicyNews) -> Void) {
    let untold = state.withLock { state in
      state.listener = listener
      defer { state.untold = [] }
      return state.untold
    }
    for news in untold { listener(news) }
  }

  func remark(_ words: String) { tell(.remark(words)) }

  /// Shows what has been written of a reflection; nobody is told later what nobody saw.
  func writing(episode: Int, _ words: String?) {
    let listener = state.withLock { $0.listener }
    listener?(.writing(episode: episode, words))
  }

  /// Where somebody has been answered since what failed was asked, `replies` are more than they
  /// were then, and its failure is no news.
  func lost(_ why: String, since replies: Int) {
    let isNews = state.withLock { state in
      guard state.replies == replies, !state.isLost else { return false }
      state.isLost = true
      return true
    }
    if isNews { tell(.outOfReach(why)) }
  }

  func replied() {
    let isNews = state.withLock { state in
      state.replies += 1
      defer { state.isLost = false }
      return state.isLost
    }
    if isNews { tell(.inReach) }
  }

  private func tell(_ news: PolicyNews) {
    let listener = state.withLock { state in
      if state.listener == nil { state.untold.append(news) }
      return state.listener
    }
    listener?(news)
  }
}
