import CNcurses

/// Gives the terminal back on every way out: a return, `exit`, a signal, a crash.
///
/// The work is done in C, since a signal handler may run nothing of Swift.
struct TerminalGuard {
  /// Begins to watch, and remembers how the shell left the terminal.
  ///
  /// - Parameters:
  ///   - terminal: the descriptor of the terminal.
  ///   - wake: the descriptor that a signal writes to, so that the loop notices it.
  ///   - own: the escape sequences that undo what ncurses knows nothing of.
  ///   - rest: those that `endwin()` sends too, for when it cannot be called any more.
  ///   - others: whether to keep back what others print meanwhile.
  init?(terminal: Int32, wake: Int32, own: String, rest: String, others: OtherOutput) {
    let bytes = (own + rest).utf8.map { CChar(bitPattern: $0) }
    let keepsBack: Int32 = others == .keptBack ? 1 : 0
    let result = kolb_guard_begin(
      terminal, wake, keepsBack, bytes, Int32(bytes.count),
      Int32(own.utf8.count))
    guard result == 0 else { return nil }
  }

  func hold() { kolb_guard_hold() }
  func finish() { kolb_guard_finish() }
  func end() { kolb_guard_end() }
  func stopProcess() { kolb_guard_stop_process() }

  var stopSignal: Int32? {
    let number = kolb_guard_stop_signal()
    return number == 0 ? nil : number
  }

  func takeResize() -> Bool { kolb_guard_take_resize() != 0 }
  func takeSuspend() -> Bool { kolb_guard_take_suspend() != 0 }
  func takeResume() -> Bool { kolb_guard_take_resume() != 0 }
}

/// What becomes of text that others print while the screen is shown.
package enum OtherOutput: Hashable, Sendable {
  /// Printed to standard error once the terminal is given back.
  case keptBack
  case untouched
}
