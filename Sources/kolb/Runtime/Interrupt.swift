import Foundation
import Synchronization

/// Whether the user has asked the program to stop: Ctrl-C, or a polite kill.
enum Interrupt {
  private static let count = Atomic<Int>(0)
  private static let isPreparing = Atomic<Bool>(false)

  /// Whether a long job should end with a checkpoint.
  static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

  /// From now on the first signal asks, and a second one ends the program at once.
  static func listen() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        let isAsked = Interrupt.count.add(1, ordering: .relaxed).newValue > 1
        if isAsked || Interrupt.isPreparing.load(ordering: .relaxed) { _exit(128 + number) }
      }
    }
  }

  /// There is something from now on that would be lost.
  static func isPrepared() { isPreparing.store(false, ordering: .relaxed) }

  /// Does what nothing is lost of when it is broken off: a signal ends the program at once.
  static func preparing<Result>(_ body: () throws -> Result) rethrows -> Result {
    isPreparing.store(true, ordering: .relaxed)
    defer { isPreparing.store(false, ordering: .relaxed) }
    return try body()
  }
}
