import Foundation

/// Words for people, kept apart from what a pipe receives.
enum StandardError {
  /// Writes a line; text of files and arguments in it cannot steer the terminal.
  static func write(_ text: String) {
    // What was printed before must come first where both streams show on one terminal.
    fflush(nil)
    FileHandle.standardError.write(Data("\(text.safeForTerminals)\n".utf8))
  }
}
