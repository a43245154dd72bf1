import Testing

@testable import TerminalUI

/// Keys as the protocols of Kitty and of xterm's modifyOtherKeys send them.
@Suite struct `A key sent by its number` {
  @Test(
    arguments: [
      ("27", .escape), ("13", .enter), ("9", .tab), ("9;2", .backTab), ("127", .backspace),
      ("99;5", .control("c")), ("113", .character("q")), ("113;1", .character("q")),
      ("113;129", .character("q")), ("103;2", .character("G")), ("103:71;2", .character("G")),
      ("103;65", .character("G")), ("103;66", .character("g")), ("47:63;2", .character("?")),
      ("47;2", .character("?")), ("59;2", .character(":")), ("63;2", .character("?")),
      ("58;2", .character(":")), ("97;;229", .character("å")), ("1081::113", .character("й")),
      ("1089::99;5", .control("c")), ("1089;5", .control("c")), ("105;5", .tab), ("109;5", .enter),
      ("91;5", .escape), ("100;5", .control("d")), ("68;6", .control("d")), ("32;5", .control(" ")),
      ("120;3", .alt("x")), ("13;3", .alt("\r")), ("113;1:1", .character("q")),
      ("113;1:2", .character("q")), ("57399", .character("0")), ("57414", .enter),
      ("57419", .up), ("57376", .function(13)), ("32", .character(" ")), ("228", .character("ä")),
    ] as [(String, Key)])
  func `is the key that was pressed`(parameters: String, key: Key) {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[\(parameters)u".utf8) == [key])
  }

  @Test(
    arguments: [
      ("5;99", .control("c")), ("2;63", .character("?")), ("5;9", .tab), ("3;120", .alt("x")),
    ] as [(String, Key)])
  func `is the key that was pressed, as xterm has it`(parameters: String, key: Key) {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[27;\(parameters)~".utf8) == [key])
  }

  @Test(arguments: ["113;9", "113;1:3", "57358", "3", "0", "55296", "99999999999999999999", ""])
  func `is none when it belongs to others or is no character`(parameters: String) {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[\(parameters)uj".utf8) == [.character("j")])
  }
}

@Suite struct `The mouse of an old terminal` {
  @Test(
    arguments: [
      ([0x20, 0x25, 0x23], .press, 4, 2), ([0x23, 0x25, 0x23], .release, 4, 2),
      ([0x40, 0x21, 0x21], .move, 0, 0), ([0x60, 0x21, 0x21], .scrollUp, 0, 0),
      ([0x61, 0xFF, 0xFE], .scrollDown, 222, 221),
    ] as [([UInt8], MouseEvent.Kind, Int, Int)])
  func `is read`(bytes: [UInt8], kind: MouseEvent.Kind, column: Int, row: Int) {
    var decoder = KeyDecoder()
    let keys = decoder.feed("\u{1B}[M".utf8.map(\.self) + bytes + [0x6A])
    let event = MouseEvent(kind: kind, column: column, row: row)
    #expect(keys == [.mouse(event), .character("j")])
  }

  @Test func `is read in decimal numbers too`() {
    var decoder = KeyDecoder()
    let press = MouseEvent(kind: .press, column: 4, row: 2)
    #expect(decoder.feed("\u{1B}[32;5;3M".utf8) == [.mouse(press)])
  }
}
