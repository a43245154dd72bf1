import Foundation
import Synchronization

/// Whether the user has asked the program to stop: Ctrl-C, or a polite kill.
enum Interrupt {
  private static let count = Atomic<Int>(0)

  /// Whether a long job should end with a checkpoint.
  static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

  /// From now on the first signal asks, and a second one ends the program at once.
  static func listen() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        if Interrupt.count.add(1, ordering: .relaxed).newValue > 1 { _exit(128 + number) }
      }
    }
  }
}
