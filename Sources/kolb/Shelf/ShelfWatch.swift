import Dashboard
import Foundation
import Synchronization

/// Looks through the shelf on a thread of its own, so that no key waits for a slow disk.
final class ShelfWatch: Sendable {
  private struct State {
    var isLooking = false
    var found: [ShelfEntry]?
    /// What was handed out last.
    var told: [ShelfEntry]?
    var next = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let reader: Mutex<ShelfReader>
  private let wake: @Sendable () -> Void

  /// Between two looks while somebody reads the list.
  private static let pause = Duration.seconds(2)

  /// - Parameters:
  ///   - folder: the only one that is looked through, if not everything.
  ///   - wake: is told that there is something to take, on another thread.
  init(of folder: String?, wake: @escaping @Sendable () -> Void) {
    reader = Mutex(ShelfReader(folder: folder))
    self.wake = wake
  }

  /// When the next look is due; `nil` while one is under way.
  var deadline: ContinuousClock.Instant? {
    state.withLock { $0.isLooking ? nil : $0.next }
  }

  /// Has the next look begin at once.
  func hurry() { state.withLock { $0.next = .now } }

  /// Begins to look if that is due.
  ///
  /// - Parameter open: what is open, which may lie elsewhere.
  func lookIfDue(open: [String]) {
    let isDue = state.withLock { state in
      guard !state.isLooking, state.next <= .now else { return false }
      state.isLooking = true
      return true
    }
    guard isDue else { return }
    Thread.detachNewThread { [self] in
      let entries = reader.withLock { $0.entries(open: open) }
      state.withLock { state in
        state.isLooking = false
        state.next = .now + Self.pause
        if entries != state.told { state.found = entries }
      }
      wake()
    }
  }

  /// What was found, if it is other than before.
  func take() -> [ShelfEntry]? {
    state.withLock { state in
      guard let found = state.found else { return nil }
      state.found = nil
      state.told = found
      return found
    }
  }
}
