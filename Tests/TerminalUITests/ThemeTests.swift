import Testing

@testable import TerminalUI

@Suite struct `A theme file` {
  @Test func `sets colours, backgrounds and attributes`() throws {
    let text = """
      # a comment
      kind = light
      good = #00ff00 bold underline   # another
      selection = #000000 on #ffff00
      muted = default dim
      background = #101010
      """
    let (theme, problems) = ThemeFile.parse(text, file: "mine.theme")
    #expect(problems.isEmpty)
    #expect(theme.name == "mine")
    #expect(theme.kind == .light)
    #expect(theme[.good].foreground?.hex == "#00ff00")
    #expect(theme[.good].attributes == [.bold, .underline])
    #expect(theme[.selection].background?.hex == "#ffff00")
    #expect(theme[.muted] == Appearance(attributes: .dim))
    #expect(theme.background?.hex == "#101010")
    #expect(theme[.bad] == Theme.kolbLight[.bad])
  }

  @Test(arguments: [
    ("titel = #ffffff", "t.theme:1: unknown key 'titel'. Did you mean 'title'?"),
    ("qqqqqqqq = #ffffff", "t.theme:1: unknown key 'qqqqqqqq'."),
    ("good = #fffff", "t.theme:1: '#fffff' is not a value for 'good'."),
    ("\ngood = blod", "t.theme:2: 'blod' is not a value for 'good'. Did you mean 'bold'?"),
    ("good #00ff00", "t.theme:1: 'good #00ff00' is not of the form 'key = #rrggbb bold'."),
    ("good = #00ff00 on", "t.theme:1: 'good' has no colour after 'on'."),
    ("kind = lihgt", "t.theme:1: 'lihgt' is not a value for 'kind'. Did you mean 'light'?"),
    ("good = #00ff00\ngood = #00ff01", "t.theme:2: 'good' was already set in line 1."),
    ("ba\u{1B}d = #00ff00", "t.theme:1: unknown key 'ba␛d'. Did you mean 'bad'?"),
  ])
  func `tells what is wrong and where`(text: String, message: String) {
    let (_, problems) = ThemeFile.parse(text, file: "t.theme")
    #expect(problems.count == 1)
    #expect(problems.first?.description.hasPrefix(message) == true, "\(problems)")
  }

  @Test func `that is light takes what it does not set from a light one`() {
    let (theme, _) = ThemeFile.parse("good = #006600\nkind = light", file: "t.theme")
    #expect(theme[.text] == Theme.kolbLight[.text])
    #expect(theme.background == Theme.kolbLight.background)
    #expect(theme[.good].foreground?.hex == "#006600")
    let (open, _) = ThemeFile.parse("kind = light\nbackground = default", file: "t.theme")
    #expect(open.background == nil)
  }

  @Test func `keeps what is right beside what is wrong`() {
    let (theme, problems) = ThemeFile.parse(
      "godo = #111111\ngood = #222222", file: "t.theme")
    #expect(problems.count == 1)
    #expect(theme[.good].foreground?.hex == "#222222")
  }

  @Test(arguments: Theme.builtIn)
  func `says everything that a theme says`(theme: Theme) {
    let (read, problems) = ThemeFile.parse(
      ThemeFile.text(of: theme), file: "\(theme.name).theme", base: .kolbDark)
    #expect(problems.isEmpty)
    #expect(read == theme || theme == .mono)
    for role in Role.allCases { #expect(read[role] == theme[role]) }
  }
}

@Suite struct `A style` {
  @Test func `keeps its colour on the backdrop of a selection`() {
    let look = Theme.kolbDark.appearance(of: .good.over(.selection))
    #expect(look.foreground == Theme.kolbDark[.good].foreground)
    #expect(look.background == Theme.kolbDark[.selection].background)
  }

  @Test func `that is muted can still be read on a selection`() {
    let look = Theme.kolbDark.appearance(of: .muted.over(.selection))
    #expect(look.foreground == Theme.kolbDark[.selection].foreground)
  }

  @Test func `is reversed on a selection without colours`() {
    #expect(Theme.mono.appearance(of: .good.over(.selection)).attributes.contains(.reverse))
  }

  @Test func `runs from cold through the middle to hot`() {
    let theme = Theme.kolbDark
    #expect(theme.appearance(of: .heat(0)).foreground == theme[.heatLow].foreground)
    #expect(theme.appearance(of: .heat(1)).foreground == theme[.heatHigh].foreground)
    #expect(theme.appearance(of: .heat(7)) == theme.appearance(of: .heat(1)))
    #expect(Style.heat(.nan) == .muted)
  }

  @Test func `differs from others without any colour`() {
    // What a view may have to tell apart by the look of the text alone.
    let looks = [Style.good, .bad, .warning].map { Theme.mono.appearance(of: $0) }
    #expect(Set(looks).count == looks.count)
  }
}
