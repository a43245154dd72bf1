import Testing

@testable import TerminalUI

@Suite struct `Bytes from the terminal` {
  static let table: [(bytes: String, keys: [Key])] = [
    ("j", [.character("j")]), ("é日🚀", [.character("é"), .character("日"), .character("🚀")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
    ("\u{8}", [.backspace]), ("\u{4}", [.control("d")]), ("\u{1A}", [.control("z")]),
    ("\0", [.control(" ")]), ("\u{1C}", [.control("\\")]),
    ("\u{1B}[A\u{1B}OA", [.up, .up]), ("\u{1B}[B", [.down]), ("\u{1B}[C", [.right]),
    ("\u{1B}[D", [.left]), ("\u{1B}[1;5C", [.right]), ("\u{1B}[H\u{1B}[1~", [.home, .home]),
    ("\u{1B}[F\u{1B}[4~", [.end, .end]), ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
    ("\u{1B}[2~\u{1B}[3~", [.insert, .delete]), ("\u{1B}[Z", [.backTab]),
    ("\u{1B}OP\u{1B}[11~\u{1B}[[A", [.function(1), .function(1), .function(1)]),
    ("\u{1B}[15~\u{1B}[24~\u{1B}[[E", [.function(5), .function(12), .function(5)]),
    ("\u{1B}x\u{1B}é", [.alt("x"), .alt("é")]), ("\u{1B}\u{1B}[A", [.escape, .up]),
    ("\u{1B}[200~a\r\n\u{1B}[31mb\u{1B}[201~q", [.paste("a\r\n\u{1B}[31mb"), .character("q")]),
    ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
    ("\u{1B}[<0;5;3M", [.mouse(MouseEvent(kind: .press, column: 4, row: 2))]),
    ("\u{1B}[<0;5;3m", [.mouse(MouseEvent(kind: .release, column: 4, row: 2))]),
    ("\u{1B}[<64;1;1M", [.mouse(MouseEvent(kind: .scrollUp, column: 0, row: 0))]),
    ("\u{1B}[<65;1;1M", [.mouse(MouseEvent(kind: .scrollDown, column: 0, row: 0))]),
    ("\u{1B}[<0;0;0M", []), ("\u{1B}[?1;2c", []), ("\u{1B}[999~x", [.character("x")]),
    ("\u{1B}[8~\u{1B}[7$\u{1B}[5^\u{1B}[6@", [.end, .home, .pageUp, .pageDown]),
    ("\u{1B}Oa\u{1B}[b\u{1B}O5P\u{1B}Oj", [.up, .down, .function(1), .character("*")]),
    ("\u{1B}[1;2R\u{1B}[R", [.function(3), .function(3)]),
  ]

  @Test func `an answer about frames is no key`() {
    for (mode, knows) in [("1", true), ("2", true), ("0", false), ("4", false)] {
      var decoder = KeyDecoder()
      #expect(decoder.feed("\u{1B}[?2026;\(mode)$yj".utf8) == [.character("j")])
      #expect(decoder.knowsFrames == knows)
    }
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[?1;2c\u{1B}[?7;1$y".utf8) == [])
    #expect(decoder.knowsFrames == nil)
  }

  @Test(arguments: table)
  func `become keys`(bytes: String, keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(bytes.utf8) == keys)
    #expect(!decoder.isWaiting)
  }

  @Test(arguments: table)
  func `become the same keys when they arrive one by one`(bytes: String, keys: [Key]) {
    var decoder = KeyDecoder()
    var found = [Key]()
    for byte in bytes.utf8 { found += decoder.feed([byte]) }
    #expect(found == keys)
  }

  @Test func `of one key that come apart are one key`() {
    for sequence in ["\u{1B}[B", "\u{1B}OB", "\u{1B}[1;5B", "\u{1B}[57420u"] {
      var decoder = KeyDecoder()
      var keys = [Key]()
      for byte in sequence.utf8 { keys += decoder.feed([byte], isApart: true) }
      #expect(keys == [.down], "\(sequence)")
    }
  }

  @Test func `of two keys that come apart are two keys`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.feed("j".utf8, isApart: true) == [.escape, .character("j")])
    #expect(decoder.feed("\u{1B}j".utf8, isApart: true) == [.alt("j")])
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.feed("]".utf8, isApart: true) == [])
    #expect(decoder.awaited == .key)
    #expect(decoder.flush() == [.escape, .character("]")])
    #expect(decoder.feed("j".utf8) == [.character("j")])
  }

  @Test func `of half a key are nothing`() {
    for half in ["\u{1B}[1;", "\u{1B}[<0;5", "\u{1B}[M !", "\u{9B}1;"] {
      var decoder = KeyDecoder()
      #expect(decoder.feed(half.utf8) == [])
      #expect(decoder.awaited == .sequence)
      #expect(decoder.flush() == [], "\(half)")
      #expect(decoder.feed("q".utf8) == [.character("q")])
    }
  }

  @Test func `end with Esc when nothing follows it`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.escape])
    #expect(!decoder.isWaiting)
    #expect(decoder.flush().isEmpty)
  }

  @Test func `are Alt with a bracket when a sequence stops there`() {
    var decoder = KeyDecoder()
    _ = decoder.feed("\u{1B}[".utf8)
    #expect(decoder.flush() == [.alt("[")])
  }

  @Test func `are a question mark where they are no text`() {
    var decoder = KeyDecoder()
    let keys = decoder.feed([0xFF, 0x41, 0xC3, 0x41, 0xED, 0xA0, 0x80])
    #expect(keys.first == .character("\u{FFFD}"))
    #expect(keys.contains(.character("A")))
  }

  @Test func `never stop the decoder`() {
    var chance = RandomText(seed: 5)
    for _ in 0..<3000 {
      var decoder = KeyDecoder()
      let bytes = (0..<chance.number(below: 40)).map { _ in
        chance.number(below: 3) == 0 ? 0x1B : UInt8(chance.number(below: 256))
      }
      _ = decoder.feed(bytes)
      _ = decoder.flush()
      _ = decoder.flush()
      #expect(decoder.feed("q".utf8) == [.character("q")])
    }
  }
}

@Suite struct `A key` {
  @Test(arguments: [
    (Key.character("j"), "j"), (.character(" "), "space"), (.control("d"), "ctrl-d"),
    (.alt("x"), "alt-x"), (.function(5), "f5"), (.pageDown, "page-down"), (.escape, "escape"),
    (.character("-"), "-"), (.character("f"), "f"), (.character("F"), "F"),
  ])
  func `is found again by its name`(key: Key, name: String) {
    #expect(key.description == name)
    #expect(Key(named: name) == key)
  }

  @Test func `has no name that is made up`() {
    #expect(Key(named: "ctrl-") == nil)
    #expect(Key(named: "f0") == nil)
    #expect(Key(named: "hello") == nil)
  }
}

@Suite struct `A key map` {
  enum Deed: Hashable, Sendable {
    case next
    case previous
    case quit
  }

  let map = KeyMap<Deed>([
    KeyBinding([.character("j"), .down], "next", .next, "go down", hint: "down", group: "Moving"),
    KeyBinding([.character("q")], "quit", .quit, "leave", hint: "quit", group: "Other"),
    KeyBinding([.character("k"), .up], "previous", .previous, "go up", group: "Moving"),
  ])

  @Test func `helps with exactly the keys that work`() {
    var helped = Set<String>()
    for (_, lines) in map.help {
      for line in lines { helped.formUnion(line.keys.split(separator: " ").map(String.init)) }
    }
    let working = map.bindings.flatMap(\.keys).filter { map.action(for: $0) != nil }
    #expect(helped == Set(working.map(\.symbol)))
  }

  @Test func `groups its help in the order of the table`() {
    #expect(map.help.map(\.group) == ["Moving", "Other"])
    #expect(map.help.first?.lines.map(\.summary) == ["go down", "go up"])
  }

  @Test func `finds an action by key and by command`() {
    #expect(map.action(for: .down) == .next)
    #expect(map.action(for: .left) == nil)
    #expect(map.action(named: "previous") == .previous)
    #expect(map.nearestCommand(to: "qiut") == "quit")
  }

  @Test func `tells which keys are claimed twice, and the first wins`() {
    let own = KeyMap<Deed>([KeyBinding([.down], "own", .quit, "something else", group: "Own")])
    let both = own.over(map)
    #expect(both.conflicts == [.down])
    #expect(both.action(for: .down) == .quit)
    #expect(both.help.flatMap(\.lines).first { $0.summary == "go down" }?.keys == "j")
    #expect(map.conflicts.isEmpty)
  }

  @Test func `shows the keys with a hint`() {
    #expect(map.hints.map(\.text).joined() == "j down  q quit")
  }
}
