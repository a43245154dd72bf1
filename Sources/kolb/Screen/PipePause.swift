import Foundation

/// Pauses of whoever reads a pipe to its end, which may never come: after a while it is said what is
/// waited for.
struct PipePause {
  let name: String
  private var count = 0

  private static let length: UInt32 = 10_000
  /// Two seconds.
  private static let quiet = 200

  init(name: String) { self.name = name }

  mutating func take() {
    usleep(Self.length)
    count += 1
    guard count == Self.quiet, isatty(STDERR_FILENO) == 1 else { return }
    StandardError.write("Waiting for whoever writes to '\(name)' to end. Ctrl-C ends.")
  }
}
