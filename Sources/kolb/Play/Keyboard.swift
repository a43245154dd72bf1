import Foundation

/// Keys from standard input: single ones from a terminal, lines from anything else.
struct Keyboard {
  private let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  /// Whether each press counts, and not only whole lines.
  private let takesKeys: Bool
  private var settingsBefore: termios?
  /// Bytes that came with an earlier key.
  private var pending: ArraySlice<UInt8> = []

  /// - Parameter readsLines: whether actions are written out, so that only whole lines are read.
  init(readsLines: Bool) {
    takesKeys = isTerminal && !readsLines
  }

  /// Takes keys at once and unseen, until `end`.
  mutating func begin() {
    guard takesKeys else { return }
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
    settingsBefore = settings
    // Ctrl-C comes as a key, so that the terminal is always put back.
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
  }

  mutating func end() {
    guard var settings = settingsBefore else { return }
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    settingsBefore = nil
  }

  /// The next key that means anything, or `nil` at the end of the input.
  mutating func next() -> PlayKey? {
    while let text = takesKeys ? pressed() : readLine() {
      if let key = PlayKey(text.trimmingCharacters(in: .whitespaces)) { return key }
    }
    return nil
  }

  func show(_ text: String) {
    // From the top of a cleared screen; plain where the output is kept.
    if isTerminal { print("\u{1B}[H\u{1B}[2J", terminator: "") }
    print(text)
    fflush(nil)
  }

  /// One key; an arrow is three bytes, which arrive together.
  private mutating func pressed() -> String? {
    if pending.isEmpty {
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { return nil }
      pending = bytes[..<count]
    }
    let isSequence = pending.first == 0x1B && pending.count >= 3
    let key = pending.prefix(isSequence ? 3 : 1)
    pending.removeFirst(key.count)
    return String(decoding: key, as: UTF8.self)
  }
}
