import CNcurses

/// Sequences that ncurses does not send by itself, and those that undo everything.
enum EscapeSequences {
  /// Pasted text arrives between marks, so that a line break in it is not Enter.
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"
  /// Presses and the wheel, reported in decimal numbers.
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"

  static func enter(mouse: MouseMode) -> String {
    pasteOn + (mouse == .reported ? mouseOn : "")
  }

  /// What a signal handler writes: own modes off, then plain attributes, the cursor, and the
  /// screen that was there before, as the terminal's description has them.
  static func leave() -> (own: String, rest: String) {
    (mouseOff + pasteOff, ["sgr0", "op", "cnorm", "rmcup"].map(capability).joined())
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
