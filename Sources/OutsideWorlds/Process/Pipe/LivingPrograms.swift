import Foundation
import Synchronization

/// The programs that were started and are not over.
///
/// One that hangs does not notice that nobody speaks to it any more, so it is ended with us.
enum LivingPrograms {
  private static let identifiers = Mutex<Set<pid_t>>([])

  /// Has whatever is left end when this process ends by itself.
  private static let cleanup: Void = {
    atexit { LivingPrograms.killAll() }
  }()

  static func add(_ identifier: pid_t) {
    cleanup
    identifiers.withLock { _ = $0.insert(identifier) }
  }

  static func remove(_ identifier: pid_t) {
    identifiers.withLock { _ = $0.remove(identifier) }
  }

  private static func killAll() {
    for identifier in identifiers.withLock({ $0 }) { kill(-identifier, SIGKILL) }
  }
}
