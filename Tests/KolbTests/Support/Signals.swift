import Foundation

/// The signals that this thread keeps from itself, which a program that it starts inherits.
enum Signals {
  /// Does something with none kept back, as a shell starts programs.
  ///
  /// Tests run on threads that receive no signals at all.
  static func unblocked<Result>(_ body: () throws -> Result) rethrows -> Result {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }
}
