import Testing

@testable import TerminalUI

@Suite struct `The name of a terminal` {
  @Test(arguments: [
    "xterm-kitty", "xterm-ghostty", "alacritty", "foot-extra", "wezterm", "tmux-256color",
    "st-256color", "konsole-direct", "screen.xterm-256color", "contour", "rio", "vte-256color",
  ])
  func `that is of today has a substitute`(term: String) {
    #expect(TerminalName.substitutes(for: term).contains("xterm-256color"))
  }

  @Test(arguments: ["no-such-thing", "dumb", "vt52", "", "stterm", "hp2621"])
  func `that tells nothing has none`(term: String) {
    #expect(TerminalName.substitutes(for: term).isEmpty)
  }

  @Test func `tells of its colours where the environment does not`() {
    for term in ["xterm-kitty", "alacritty", "xterm-direct", "foot"] {
      #expect(Capabilities(environment: ["TERM": term]).depth == .truecolor, "\(term)")
    }
    #expect(Capabilities(environment: ["TERM": "screen"]).depth == .sixteen)
    #expect(Capabilities(environment: ["TERM": "xterm-kitty", "NO_COLOR": "1"]).depth == .mono)
  }
}
