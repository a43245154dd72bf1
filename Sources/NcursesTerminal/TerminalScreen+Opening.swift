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

  /// Asks for the terminal's description first, since ncurses would end the program without one.
  static func checkDescription(output: Int32) throws(TerminalError) {
    guard let pointer = getenv("TERM"), pointer.pointee != 0 else { throw .termNotSet }
    let term = TextCleaner.clean(String(cString: pointer))
    var problem: Int32 = 0
    guard setupterm(nil, output, &problem) == OK else { throw .unknownTerm(term) }
    guard let move = tigetstr("cup"), Int(bitPattern: move) != -1 else { throw .tooSimple(term) }
  }
}
