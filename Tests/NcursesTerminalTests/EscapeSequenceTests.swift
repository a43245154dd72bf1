import Testing

@testable import NcursesTerminal

@Suite struct `Escape sequences` {
  @Test(arguments: [
    ("\u{1B}[?1049l", "\u{1B}[?1049l"), ("a$<5/>b$<100>", "ab"), ("$5", "$5"), ("a$<5", "a"),
  ])
  func `lose their delays`(text: String, clean: String) {
    #expect(EscapeSequences.withoutDelays(text) == clean)
  }

  @Test func `undo what they do`() {
    let own = EscapeSequences.leave("xterm").own
    #expect(own.contains(EscapeSequences.pasteOff))
    #expect(own.contains(EscapeSequences.mouseOff))
    #expect(own.contains(EscapeSequences.frameEnd))
    #expect(!EscapeSequences.leave("vt100").own.contains(EscapeSequences.frameEnd))
  }

  @Test func `carry text to the clipboard without showing any of it`() {
    let sequence = EscapeSequences.copy("a\u{1B}\u{7}é")
    #expect(sequence == "\u{1B}]52;c;YRsHw6k=\u{7}")
  }

  // Test vectors of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `encode by the standard`(text: String, encoded: String) {
    #expect(Base64.encode(Array(text.utf8)) == encoded)
  }
}

@Suite struct `A terminal that cannot be had` {
  @Test(arguments: [
    TerminalError.noTerminal, .termNotSet, .unknownTerm("quux"), .tooSimple("dumb"),
  ])
  func `is explained with what to do next`(error: TerminalError) {
    #expect(error.description.contains("TERM=") || error.description.contains("--headless"))
  }
}
