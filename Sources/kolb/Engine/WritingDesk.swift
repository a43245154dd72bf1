import RunLog
import RunModel
import Synchronization

/// Shows beside a run's log what its reflector is writing: of several reflections, the one that was
/// begun first.
final class WritingDesk: Sendable {
  private struct State {
    /// What is under way, in the order in which it was begun.
    var writings: [ReflectionWriting] = []
    var shown: ReflectionWriting?
    var last: ContinuousClock.Instant?
  }

  /// Between two writes of the file; a screen looks no more often.
  private static let pause = Duration.milliseconds(200)

  private let run: RunDirectory
  private let state = Mutex(State())

  init(_ run: RunDirectory) {
    self.run = run
  }

  /// Takes in how far a reflection is; `nil` once it is over.
  func take(episode: Int, _ words: String?) {
    state.withLock { state in
      let place = state.writings.firstIndex { $0.episode == episode }
      if let words {
        let writing = ReflectionWriting(episode: episode, words: words)
        if let place { state.writings[place] = writing } else { state.writings.append(writing) }
      } else if let place {
        state.writings.remove(at: place)
      }
      let first = state.writings.first
      let isOther = first?.episode != state.shown?.episode
      guard first != state.shown,
        isOther || state.last.map({ $0.duration(to: .now) >= Self.pause }) ?? true
      else { return }
      // What nobody can be shown hurts nobody.
      try? run.show(first)
      (state.shown, state.last) = (first, .now)
    }
  }

  /// Nothing is being written any more.
  func clear() {
    state.withLock { state in
      state.writings = []
      if state.shown != nil { try? run.show(nil) }
      state.shown = nil
    }
  }
}
