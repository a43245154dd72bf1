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
  ///
  /// - Returns: TERM, or that of a terminal which takes the same where this machine has no
  ///   description of it.
  @discardableResult
  static func description(output: Int32) throws(TerminalError) -> String {
    guard let term = wantedTerm else { throw .termNotSet }
    var problem: Int32 = 0
    let names = [term] + TerminalName.substitutes(for: term)
    guard let name = names.first(where: { setupterm($0, output, &problem) == OK }) else {
      throw .unknownTerm(term)
    }
    guard let move = tigetstr("cup"), Int(bitPattern: move) != -1 else { throw .tooSimple(term) }
    return name
  }

  /// What TERM says, if anything.
  static var wantedTerm: String? {
    guard let pointer = getenv("TERM"), pointer.pointee != 0 else { return nil }
    return TextCleaner.clean(String(cString: pointer))
  }

  /// Tells that another description is used than the one that TERM names.
  static func substitution(of used: String) -> String? {
    guard let wanted = wantedTerm, wanted != used else { return nil }
    return "this machine has no description of '\(wanted)': it is taken for \(used)"
  }
}
