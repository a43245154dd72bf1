/// What a key of the player means.
enum PlayKey: Equatable {
  /// An action in the environment's own words.
  case action(String)
  case undo
  case next
  case quit
  case interrupt

  /// Reads a key, or a line where there is no terminal; a longer line is an action as it stands.
  init?(_ text: String) {
    switch text {
    case "": return nil
    case "h", "\u{1B}[D", "\u{1B}OD": self = .action("left")
    case "j", "\u{1B}[B", "\u{1B}OB": self = .action("down")
    case "k", "\u{1B}[A", "\u{1B}OA": self = .action("up")
    case "l", "\u{1B}[C", "\u{1B}OC": self = .action("right")
    case "u": self = .undo
    case "n": self = .next
    case "q": self = .quit
    case "\u{3}": self = .interrupt
    default:
      guard text.count > 1, !text.hasPrefix("\u{1B}") else { return nil }
      self = .action(text)
    }
  }
}
