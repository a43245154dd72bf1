import Foundation

/// Ends this process when its standard input ends.
///
/// Whoever starts runs gives them one end of a pipe, whose other end closes with that process,
/// however it ends: a run never outlives, unwatched, the experiment that it belongs to.
enum InputLifeline {
  static func hold() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while true {
        let count = read(STDIN_FILENO, &byte, 1)
        if count < 0, errno == EINTR { continue }
        // At once and without a checkpoint: this is a kill, and a resume knows how to go on.
        if count <= 0 { _exit(128 + SIGKILL) }
      }
    }
  }
}
