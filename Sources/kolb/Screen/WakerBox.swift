import NcursesTerminal
import Synchronization

/// A waker for a loop that may not be there yet.
final class WakerBox: Sendable {
  private let waker = Mutex<TerminalWaker?>(nil)

  func set(_ new: TerminalWaker) { waker.withLock { $0 = new } }

  func wake() { waker.withLock { $0 }?.wake() }
}
