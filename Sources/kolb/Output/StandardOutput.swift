import Foundation

/// What a pipe or a file receives of a command.
enum StandardOutput {
  /// - Throws: `OutputError` where the text did not get there.
  static func write(_ text: String) throws {
    fflush(nil)
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw OutputError(path: nil, reason: OutputFile.reason(of: error))
    }
  }

  /// Makes sure that whatever was printed got there.
  ///
  /// - Throws: `OutputError` where it did not, such as on a full disk.
  static func finish() throws {
    guard fflush(nil) != 0 else { return }
    let code = errno
    throw OutputError(path: nil, reason: String(cString: strerror(code)))
  }
}
