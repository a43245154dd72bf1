import Testing

@testable import TerminalUI

/// What a terminal sends that nobody pressed.
@Suite struct `An answer of the terminal` {
  static let answers: [(name: String, bytes: String)] = [
    ("background", "\u{1B}]11;rgb:2e2e/3434/4040\u{07}"),
    ("background, ended by ST", "\u{1B}]11;rgb:2e2e/3434/4040\u{1B}\\"),
    ("a colour", "\u{1B}]4;1;rgb:cdcd/0000/0000\u{1B}\\"),
    ("the clipboard", "\u{1B}]52;c;cSAuIHE=\u{07}"),
    ("a title", "\u{1B}]lq. \u{2713} q\u{1B}\\"), ("an empty one", "\u{1B}]\u{07}"),
    ("its name", "\u{1B}P>|tmux 3.4\u{1B}\\"), ("a capability", "\u{1B}P1+r544e=71\u{1B}\\"),
    ("a setting", "\u{1B}P1$r0 q\u{1B}\\"), ("its unit", "\u{1B}P!|00000000\u{1B}\\"),
    ("a picture", "\u{1B}_Gi=31;OK\u{1B}\\"), ("a private message", "\u{1B}^q q\u{1B}\\"),
    ("a string", "\u{1B}X q.\u{1B}\\"), ("8 bits as UTF-8", "\u{9D}11;q\u{1B}\\"),
    ("attributes", "\u{1B}[?62;1;6;9;15;22q\u{1B}[?1;2c\u{1B}[>41;354;0c\u{1B}[=1c"),
    ("the cursor's place", "\u{1B}[5;10R\u{1B}[1;1R\u{1B}[?5;10;1R"),
    ("well-being", "\u{1B}[0n\u{1B}[?13n"), ("the focus", "\u{1B}[I\u{1B}[O"),
    ("its size", "\u{1B}[8;24;80t\u{1B}[4;600;800t\u{1B}[6;18;9t"),
    ("modes", "\u{1B}[?2004;1$y\u{1B}[4;2$y\u{1B}[?0u\u{1B}[?997;1n"),
    ("pictures", "\u{1B}[?1;0;256S"), ("a checksum", "\u{1B}P1!~ABCD\u{1B}\\"),
    ("a key let go", "\u{1B}[113;1:3u\u{1B}[1;1:3A\u{1B}[3;1:3~"),
    ("a modifier by itself", "\u{1B}[57441;2u"), ("a media key", "\u{1B}[57430u"),
    ("something long", "\u{1B}[" + String(repeating: "1;", count: 500) + "q"),
    ("something unknown", "\u{1B}[>0;1:2 !q\u{1B}[?q\u{1B}[!p"),
    ("half a sequence and a whole one", "\u{1B}[12;\u{1B}[?1;2c"),
    ("half a string and a whole one", "\u{1B}]11;rgb\u{1B}[?1;2c"),
    ("another mouse button", "\u{1B}[<2;5;3M\u{1B}[M\u{22}%#\u{1B}[<128;1;1M"),
  ]

  @Test(arguments: answers)
  func `is no key`(name: String, bytes: String) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(bytes.utf8) == [], "\(name)")
    #expect(decoder.feed("j".utf8) == [.character("j")], "\(name)")
    #expect(!decoder.isWaiting)
  }

  @Test(arguments: answers)
  func `is no key when it arrives byte by byte`(name: String, bytes: String) {
    var decoder = KeyDecoder()
    let keys = (bytes + "j").utf8.flatMap { decoder.feed([$0], isApart: true) }
    #expect(keys == [.character("j")], "\(name)")
  }

  @Test func `may be of eight bits`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x9D, 0x71, 0x9C, 0x9B, 0x42, 0x90, 0x71, 0x07]) == [.down])
    #expect(!decoder.isWaiting)
  }

  @Test func `without an end is ended by a pause`() {
    for start in ["\u{1B}]11;rgb", "\u{1B}Pq", "\u{1B}_G", "\u{1B}^x", "\u{1B}X "] {
      var decoder = KeyDecoder()
      #expect(decoder.feed(start.utf8) == [])
      #expect(decoder.awaited == .string)
      #expect(decoder.flush() == [])
      #expect(decoder.feed("q".utf8) == [.character("q")])
    }
  }

  @Test func `without an end is ended by Ctrl-C and by the next key with ESC`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}]11;rgb\u{3}".utf8) == [.control("c")])
    #expect(decoder.feed("\u{1B}]11;rgb\u{1B}[Bq".utf8) == [.down, .character("q")])
    #expect(decoder.feed("\u{1B}]11;rgb\u{1B}".utf8) == [])
    #expect(decoder.flush() == [.escape])
  }

  @Test func `without an end is ended by its size`() {
    var decoder = KeyDecoder()
    let flood = [UInt8](repeating: 0x61, count: ControlString.limit)
    #expect(decoder.feed([0x1B, 0x5D] + flood) == [])
    #expect(decoder.feed("q".utf8) == [.character("q")])
  }

  @Test func `that has only begun is Alt with a character`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}]".utf8) == [])
    #expect(decoder.awaited == .key)
    #expect(decoder.flush() == [.alt("]")])
  }
}

@Suite struct `A pasted text` {
  private static let end = "\u{1B}[201~"

  private func begun(_ text: String) -> KeyDecoder {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[200~\(text)".utf8) == [])
    return decoder
  }

  @Test func `without an end is ended by a pause`() {
    for (sent, text) in [("abc", "abc"), ("abc\u{1B}[20", "abc\u{1B}[20"), ("", ""), ("é", "é")] {
      var decoder = begun(sent)
      #expect(decoder.awaited == .paste)
      #expect(decoder.flush() == [.paste(text)])
      #expect(decoder.feed("q".utf8) == [.character("q")])
    }
  }

  @Test func `without an end is ended by Ctrl-C, which is still a key`() {
    var decoder = begun("abc")
    #expect(decoder.feed([0x71, 0x03]) == [.paste("abcq"), .control("c")])
    #expect(decoder.feed("q".utf8) == [.character("q")])
  }

  @Test func `is kept up to a size and then passed over`() {
    var decoder = begun("")
    let flood = [UInt8](repeating: 0x61, count: 1 << 18)
    for _ in 0..<6 { #expect(decoder.feed(flood) == []) }
    let keys = decoder.feed((Self.end + "q").utf8)
    #expect(keys == [.paste(String(repeating: "a", count: PastedText.limit)), .character("q")])
  }

  @Test func `without an end is ended by its size`() {
    var text = PastedText()
    let flood = [UInt8](repeating: 0x61, count: 1 << 20)
    let parts = (1...100).first { _ in text.take(flood[...]).isOver }
    #expect(parts == PastedText.largest / flood.count)
  }

  @Test func `may contain what looks like its end`() {
    var decoder = begun("")
    let text = "\u{1B}[201\u{1B}[20\u{1B}\u{1B}]0;q\u{07}\u{1B}[200~"
    #expect(decoder.feed((text + Self.end).utf8) == [.paste(text)])
  }
}

@Suite struct `The patience with a terminal` {
  @Test(arguments: [
    ([:], 125, 500), (["ESCDELAY": "25"], 25, 500), (["ESCDELAY": "0"], 0, 500),
    (["ESCDELAY": "1000"], 1000, 1000), (["ESCDELAY": "soon"], 125, 500),
    (["ESCDELAY": "-5"], 125, 500), (["ESCDELAY": "99999999"], 125, 500),
    (["SSH_CONNECTION": "::1 1 ::1 22"], 400, 1500), (["SSH_TTY": "/dev/pts/1"], 400, 1500),
    (["SSH_TTY": ""], 125, 500), (["SSH_TTY": "/dev/pts/1", "ESCDELAY": "50"], 50, 1500),
  ])
  func `follows from the environment`(
    environment: [String: String], escape: Int, sequence: Int
  ) {
    let patience = KeyPatience(environment: environment)
    #expect(patience.escape == .milliseconds(escape))
    #expect(patience.sequence == .milliseconds(sequence))
    #expect(patience.pause(endingWaitFor: .key) == patience.escape)
    #expect(patience.pause(endingWaitFor: .string) == patience.sequence)
    #expect(patience.pause(endingWaitFor: .paste) == patience.paste)
  }

  @Test func `is longer than a key takes that the network tore apart`() {
    #expect(KeyPatience(environment: [:]).escape > .milliseconds(60))
  }
}
