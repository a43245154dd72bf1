import Glibc
import RunModel

/// What a reflector is writing just now, beside the log and no part of the record.
///
///     RUN/writing.txt       the episode's number on a line, then the words so far
extension RunDirectory {
  private static let writingName = "writing.txt"
  /// Longer texts are cut: they are read again and again.
  private static let longestWriting = 16 << 10

  private var writingPath: String { path + "/" + Self.writingName }

  /// Shows what is being written, or takes it away where nothing is.
  ///
  /// Whoever reads meanwhile sees the words before or these, and never half of them.
  ///
  /// - Throws: `RunLogError.link` where the name leads out of the folder.
  package func show(_ writing: ReflectionWriting?) throws(RunLogError) {
    guard let writing else {
      unlink(writingPath)
      return
    }
    let words = String(decoding: writing.words.utf8.suffix(Self.longestWriting - 32), as: UTF8.self)
    let text = "\(writing.episode)\n" + words
    let next = writingPath + ".new"
    let file = try OpenFile.own(next, O_WRONLY | O_CREAT | O_TRUNC, for: "written")
    try file.write(Array(text.utf8))
    guard rename(next, writingPath) == 0 else { throw .system(writingPath, "written") }
  }

  /// What is being written; `nil` where nothing is, or nothing that can be read.
  package func writing() -> ReflectionWriting? {
    guard let file = try? OpenFile.regular(writingPath),
      let bytes = try? file.read(Self.longestWriting, at: 0)
    else { return nil }
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard let episode = parts.first.flatMap({ Int($0) }) else { return nil }
    return ReflectionWriting(episode: episode, words: parts.count > 1 ? String(parts[1]) : "")
  }
}
