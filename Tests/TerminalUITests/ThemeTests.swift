import Foundation
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
    #expect(theme[.bad] == Theme.kolbDark[.bad])
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

@Suite struct `The themes that come with kolb` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")

  static func load() throws -> [Theme] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "theme" }.map { file in
        let text = try String(contentsOf: file, encoding: .utf8)
        let (theme, problems) = ThemeFile.parse(text, file: file.lastPathComponent)
        #expect(problems.isEmpty, "\(problems)")
        for key in ThemeFile.keys {
          #expect(text.contains("\n\(key) = "), "\(file.lastPathComponent) does not set \(key)")
        }
        return theme
      }
  }

  @Test func `can be read and set every key`() throws {
    let names = try Set(Self.load().map(\.name))
    #expect(
      names == ["kolb-dark", "kolb-light", "high-contrast", "okabe-dark", "okabe-light"])
  }

  @Test func `include the built-in one as it is`() throws {
    #expect(try Self.load().contains(.kolbDark))
  }

  @Test func `can be read on their background`() throws {
    for theme in try Self.load() {
      for role in Role.allCases where !Self.decoration.contains(role) {
        let look = theme.appearance(of: Style(role))
        let behind =
          look.background ?? Colour(hex: theme.kind == .dark ? "#1e1e1e" : "#ffffff")
        let front = try #require(look.foreground)
        let ratio = Self.contrast(front, try #require(behind))
        #expect(ratio >= 4.5 || (ratio >= 3 && role == .muted), "\(theme.name) \(role): \(ratio)")
      }
    }
  }

  /// Lines and fills, which nobody has to read.
  private static let decoration: Set<Role> = [
    .border, .safe, .wall, .heatLow, .heatMiddle, .heatHigh,
  ]

  /// WCAG 2, contrast ratio.
  private static func contrast(_ a: Colour, _ b: Colour) -> Double {
    func luminance(_ colour: Colour) -> Double {
      func linear(_ byte: UInt8) -> Double {
        let value = Double(byte) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green)
        + 0.0722 * linear(colour.blue)
    }
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
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
