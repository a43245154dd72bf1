/// A word as a shell has to be given it, for commands that somebody copies.
struct ShellWord: CustomStringConvertible {
  private let word: String

  init(_ word: String) { self.word = word }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+:,@%")

  var description: String {
    let isPlain = !word.isEmpty && word.allSatisfy(Self.plain.contains)
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
