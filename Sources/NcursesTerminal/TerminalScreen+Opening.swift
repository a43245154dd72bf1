import CNcurses
import Glibc
import TerminalUI

extension TerminalScreen {
  /// Characters only: numbers keep their decimal point whatever the language.
  static func setLocale(for glyphs: GlyphSet) {
    setlocale(LC_CTYPE, "")
    guard glyphs != .ascii, String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" else {
      return
    }
    setlocale(LC_CTYPE, "C.UTF-8")
  }

  /// Copies of the terminal's descriptors, so that closing them leaves the standard ones alone.
  static func openTerminal() throws(TerminalError) -> (input: Int32, output: Int32) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10)
    let input =
      isatty(STDIN_FILENO) == 1
      ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10) : open("/dev/tty", O_RDONLY | O_CLOEXEC)
    guard input >= 0, output >= 0 else { throw .noTerminal }
    return (input, output)
  }

  /// The name of the terminal's description, which is asked for first, since ncurses would end the
  /// program without one.
  @discardableResult
  static func description(output: Int32) throws(TerminalError) -> String {
    guard let pointer = getenv("TERM"), pointer.pointee != 0 else { throw .termNotSet }
    let term = TextCleaner.clean(String(cString: pointer))
    // Many machines lack the descriptions with 16 million colours; apart from these they are alike.
    let names = [term] + (term.hasSuffix("-direct") ? ["xterm-256color", "xterm"] : [])
    var problem: Int32 = 0
    guard let name = names.first(where: { setupterm($0, output, &problem) == OK }) else {
      throw .unknownTerm(term)
    }
    guard let move = tigetstr("cup"), Int(bitPattern: move) != -1 else { throw .tooSimple(term) }
    return name
  }
}
