import Foundation

/// What Swift's runtime does when the program crashes.
enum CrashReport {
  private static let variable = "SWIFT_BACKTRACE"

  /// Keeps a crash on a terminal from waiting half a minute for a key before the prompt is back.
  ///
  /// The runtime reads its settings before `main`, so the program begins once more with them.
  /// Whoever has settings of their own keeps them.
  static func endWithoutWaiting() {
    guard isatty(STDIN_FILENO) == 1, getenv(variable) == nil,
      let program = Bundle.main.executablePath
    else { return }
    setenv(variable, "interactive=no", 0)
    // Returns only where it fails, and then a crash waits, which is no reason not to go on.
    execv(program, CommandLine.unsafeArgv)
  }
}
