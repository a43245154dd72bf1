import ERLTraining
import Foundation
import Synchronization

/// Where the reflections of a person arrive, and the loop waits for them.
final class HumanReflector: ReflectingPerson {
  private struct Wanted {
    var deadline: ContinuousClock.Instant
    var text: String?
    var waiting: CheckedContinuation<String?, Never>?
  }

  private struct State {
    var wanted: [Int: Wanted] = [:]
    var hasGivenUp = false
  }

  private let state = Mutex(State())

  func ask(about episode: Int, within seconds: Double) {
    state.withLock { $0.wanted[episode] = Wanted(deadline: .now + .seconds(seconds)) }
  }

  func answer(about episode: Int) async -> String? {
    guard let deadline = state.withLock({ $0.wanted[episode]?.deadline }) else { return nil }
    let clock = Task {
      try await Task.sleep(until: deadline)
      self.end(episode, with: nil)
    }
    let text = await withCheckedContinuation { continuation in
      let known: String?? = state.withLock { state in
        let isOver = state.hasGivenUp || ContinuousClock.now >= deadline
        if let text = state.wanted[episode]?.text { return .some(text) }
        if isOver { return .some(nil) }
        state.wanted[episode]?.waiting = continuation
        return nil
      }
      if let known { continuation.resume(returning: known) }
    }
    clock.cancel()
    state.withLock { $0.wanted[episode] = nil }
    return text
  }

  /// Takes what a person wrote; false if nobody waits for it.
  func take(_ text: String, about episode: Int) -> Bool {
    let isWanted = state.withLock { state in
      guard let wanted = state.wanted[episode], wanted.text == nil else { return false }
      state.wanted[episode]?.text = text
      return true
    }
    if isWanted { end(episode, with: text) }
    return isWanted
  }

  /// From now on nobody is waited for.
  func giveUp() {
    let open = state.withLock { state in
      state.hasGivenUp = true
      return Array(state.wanted.keys)
    }
    for episode in open { end(episode, with: nil) }
  }

  private func end(_ episode: Int, with text: String?) {
    let waiting = state.withLock { state in
      defer { state.wanted[episode]?.waiting = nil }
      return state.wanted[episode]?.waiting
    }
    waiting?.resume(returning: text)
  }
}
