import Foundation

/// The last line of a terminal, which is written anew as things go on, under lines that stay.
///
/// In a pipe or a file there are only the lines that stay.
struct ProgressLine {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var shown = ""

  /// Shows a line in place of the one before.
  mutating func show(_ line: String) {
    guard isTerminal, line != shown else { return }
    shown = line
    write("\r\u{1B}[K" + String(line.safeForTerminals.prefix(Self.width)))
  }

  /// Writes a line that stays.
  mutating func keep(_ line: String) {
    if isTerminal, !shown.isEmpty { write("\r\u{1B}[K") }
    shown = ""
    StandardError.write(line)
  }

  /// Leaves the cursor where the shell expects it.
  mutating func end() {
    if isTerminal, !shown.isEmpty { write("\r\u{1B}[K") }
    shown = ""
  }

  /// One less than the terminals have that are narrow: a full line would wrap.
  private static let width = 79

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
