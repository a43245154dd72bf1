import CNcurses

/// Sequences that ncurses does not send by itself, and those that undo everything.
enum EscapeSequences {
  /// Pasted text arrives between marks, so that a line break in it is not Enter.
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"
  /// Presses, drags and the wheel, reported in decimal numbers.
  static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l"
  /// What lies between is shown at once by terminals that know of it (DEC mode 2026).
  static let frameBegin = "\u{1B}[?2026h"
  static let frameEnd = "\u{1B}[?2026l"
  /// Asks whether the terminal knows of it (DECRQM); `KeyDecoder` reads the answer.
  static let frameQuestion = "\u{1B}[?2026$p"

  /// Whether a question is passed over by a terminal that does not know it.
  ///
  /// Old ones print it.
  static func canBeAsked(_ term: String) -> Bool {
    ["xterm", "tmux", "foot", "kitty", "alacritty", "wezterm", "ghostty", "contour", "mintty"]
      .contains { term == $0 || term.hasPrefix($0 + "-") }
  }

  static func enter(mouse: MouseMode) -> String {
    pasteOn + (mouse == .reported ? mouseOn : "")
  }

  /// Whether the mouse is reported in a way that is understood here.
  ///
  /// The Linux console and the terminals of old have a mouse of their own or none.
  static func canHaveMouse(_ term: String) -> Bool {
    !term.hasPrefix("vt") && term != "linux" && term != "dumb"
  }

  /// Empties the screen where another one comes back afterwards.
  ///
  /// A terminal that was resized meanwhile brings that one back at the size of before. tmux lays
  /// out the picture anew for it, and rows that do not fit stay above what the shell wrote.
  static var wipe: String {
    capability("rmcup").isEmpty ? "" : capability("sgr0") + capability("op") + capability("clear")
  }

  /// What a signal handler writes: own modes off, then plain attributes, the cursor, and the
  /// screen that was there before, as the terminal's description has them.
  static func leave(_ term: String) -> (own: String, rest: String) {
    (
      (canBeAsked(term) ? frameEnd : "") + mouseOff + pasteOff,
      ["sgr0", "op", "cnorm"].map(capability).joined() + wipe + capability("rmcup")
    )
  }

  /// A string capability without its delays, which no terminal of today needs.
  private static func capability(_ name: String) -> String {
    guard let pointer = tigetstr(name), Int(bitPattern: pointer) != -1 else { return "" }
    return withoutDelays(String(cString: pointer))
  }

  /// Drops delays such as "$<5/>".
  static func withoutDelays(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "$<") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: ">") else { return result }
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// Puts text on the clipboard of the terminal, also over SSH (OSC 52).
  static func copy(_ text: String) -> String {
    "\u{1B}]52;c;\(Base64.encode(Array(text.utf8)))\u{07}"
  }
}

/// Whether the mouse is reported; while it is, selecting text takes Shift.
package enum MouseMode: Hashable, Sendable {
  case reported
  case left
}
