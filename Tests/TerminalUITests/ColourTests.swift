import Testing

@testable import TerminalUI

@Suite struct `A colour` {
  @Test(arguments: [
    ("#ff0000", 196), ("#000000", 16), ("#ffffff", 231), ("#808080", 244), ("#5f87af", 67),
  ])
  func `becomes the nearest of 256`(hex: String, index: UInt8) throws {
    let colour = try #require(Colour(hex: hex))
    #expect(colour.reduced(to: .indexed) == .palette(index))
  }

  @Test(arguments: [("#ff0000", 9), ("#00cd00", 2), ("#101010", 0), ("#fafafa", 15)])
  func `becomes the nearest of 16`(hex: String, index: UInt8) throws {
    let colour = try #require(Colour(hex: hex))
    #expect(colour.reduced(to: .sixteen) == .palette(index))
  }

  @Test(arguments: [
    // Calm greens and reds are nearer to grey than to the one green and red that there is.
    ("#8fd694", 10), ("#f2777a", 9), ("#e39a5b", 3), ("#6fb3f2", 6), ("#7b8698", 8),
    ("#d8dee9", 7),
  ])
  func `keeps its name where there are 16`(hex: String, index: UInt8) throws {
    var theme = Theme(name: "t", kind: .dark, appearances: [:])
    let colour = try #require(Colour(hex: hex))
    theme[.good] = Appearance(foreground: colour)
    #expect(theme.look(of: .good, depth: .sixteen).foreground == .palette(index))
    let few = theme.look(of: .good, depth: .eight)
    // Bright black would be black in bold, which many terminals show as black.
    #expect(few.foreground == .palette(index == 8 ? 7 : index % 8))
    #expect(few.attributes.contains(.bold) == (index > 8))
  }

  @Test func `that cannot be read in its hue becomes black or white`() {
    var theme = Theme(
      name: "t", kind: .light, background: Colour(hex: "#ffffff"), appearances: [:])
    theme[.good] = Appearance(foreground: Colour(hex: "#1f7a34"))
    #expect(theme.look(of: .good, depth: .sixteen).foreground == .palette(0))
    #expect(theme.look(of: .good, depth: .sixteen).background == .palette(15))
    #expect(theme.look(of: .good, depth: .eight).background == .palette(7))
  }

  // The examples of WCAG 2 and of its tools.
  @Test(arguments: [
    ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59),
    ("#ff0000", "#ff0000", 1),
  ])
  func `contrasts as it does for everybody`(a: String, b: String, ratio: Double) throws {
    let contrast = try #require(Colour(hex: a)).contrast(to: #require(Colour(hex: b)))
    #expect(abs(contrast - ratio) < 0.01)
  }

  @Test func `stays itself where that is possible and vanishes where there is none`() throws {
    let colour = try #require(Colour(hex: "#123456"))
    #expect(colour.reduced(to: .truecolor) == .exact(colour))
    #expect(colour.reduced(to: .mono) == nil)
  }

  @Test(arguments: ["", "#12345", "#1234567", "123456", "#12345g", "#+12345", "#12３456"])
  func `is not made of anything but six digits`(text: String) {
    #expect(Colour(hex: text) == nil)
  }

  @Test func `is read as it is written`() throws {
    #expect(try #require(Colour(hex: "#0a0B0c")).hex == "#0a0b0c")
  }
}

@Suite struct `What the terminal can do` {
  @Test(arguments: [
    (["TERM": "xterm-256color", "LANG": "en_US.UTF-8"], GlyphSet.braille, ColourDepth.indexed),
    (["TERM": "xterm", "COLORTERM": "truecolor", "LANG": "C.UTF-8"], .braille, .truecolor),
    (["TERM": "xterm", "LANG": "C"], .ascii, .sixteen),
    (["TERM": "xterm-256color", "LANG": "en_US.UTF-8", "LC_ALL": "C"], .ascii, .indexed),
    (["TERM": "linux", "LANG": "C.UTF-8"], .ascii, .sixteen),
    (["TERM": "vt100", "LANG": "C.UTF-8"], .braille, .mono),
    (["TERM": "xterm-direct", "LANG": "de_DE.utf8"], .braille, .truecolor),
    (
      ["TERM": "xterm-256color", "NO_COLOR": "1", "LANG": "C.UTF-8", "COLORTERM": "truecolor"],
      .braille, .mono
    ),
    (["TERM": "xterm-256color", "NO_COLOR": "", "LANG": "C.UTF-8"], .braille, .indexed),
    ([:], .ascii, .mono),
  ])
  func `follows from the environment`(
    environment: [String: String], glyphs: GlyphSet, depth: ColourDepth
  ) {
    let found = Capabilities(environment: environment)
    #expect(found == Capabilities(glyphs: glyphs, depth: depth))
  }

  @Test func `brings the mono theme when there are no colours`() {
    let none = Capabilities(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"])
    #expect(none.theme(wanted: .kolbDark) == .mono)
    #expect(Capabilities(glyphs: .braille, depth: .sixteen).theme(wanted: .kolbDark) == .kolbDark)
  }
}
