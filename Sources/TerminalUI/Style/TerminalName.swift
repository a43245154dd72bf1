/// What the name of a terminal, as TERM has it, tells of it.
///
/// The machine at the other end of a network often has no description of a terminal that is newer
/// than itself, and forwards no more of the environment than this name.
package enum TerminalName {
  /// Terminals that take all that xterm takes.
  private static let likeXterm = [
    "xterm", "tmux", "screen", "rxvt", "foot", "kitty", "alacritty", "wezterm", "ghostty",
    "contour", "mintty", "rio", "konsole", "gnome", "vte", "st", "iterm", "iterm2", "nsterm",
    "putty", "terminator", "warp", "mlterm", "termite", "ms-terminal", "eterm",
  ]
  /// Of these, those that show 16 million colours, whatever the environment says of it.
  private static let inTruecolor = [
    "foot", "kitty", "alacritty", "wezterm", "ghostty", "contour", "mintty", "rio", "iterm2",
    "warp",
  ]

  /// Whether a terminal of this name takes what xterm takes.
  package static func isLikeXterm(_ term: String) -> Bool {
    isOne(term, of: likeXterm) || term.hasSuffix("-256color") || term.hasSuffix("-direct")
      || term.hasSuffix("-truecolor")
  }

  /// Whether a terminal of this name shows 16 million colours.
  package static func hasTruecolor(_ term: String) -> Bool {
    term.hasSuffix("-direct") || term.hasSuffix("-truecolor") || isOne(term, of: inTruecolor)
  }

  /// The descriptions to use where there is none of that name, the best first; none for a terminal
  /// that nothing is known of, since it would print what it does not understand.
  package static func substitutes(for term: String) -> [String] {
    guard isLikeXterm(term) else { return [] }
    let names = ["xterm-256color", "xterm", "vt220", "vt100"]
    // Inside tmux and screen theirs is nearer to the truth.
    let isMultiplexer = isOne(term, of: ["tmux", "screen"])
    return (isMultiplexer ? ["screen-256color", "screen"] : []) + names
  }

  /// Whether one of the names is all of it or a part: "xterm-kitty", "tmux-256color".
  private static func isOne(_ term: String, of names: [String]) -> Bool {
    term.lowercased().split { $0 == "-" || $0 == "." || $0 == "+" }
      .contains { names.contains(String($0)) } || names.contains(term.lowercased())
  }
}
