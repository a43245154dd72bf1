import Foundation

/// Words for people, kept apart from what a pipe receives.
enum StandardError {
  /// Writes a line; text of files and arguments in it cannot steer the terminal.
  static func write(_ text: String) {
    // What was printed before must come first where both streams show on one terminal.
    fflush(nil)
    // Nobody can be told that nobody listens: the terminal is gone, or the pipe is closed.
    try? FileHandle.standardError.write(contentsOf: Data("\(text.safeForTerminals)\n".utf8))
  }
}
