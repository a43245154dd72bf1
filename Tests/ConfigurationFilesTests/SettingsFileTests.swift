import ConfigurationFiles
import RLCore
import RunModel
import Testing

struct SettingsFileTests {
  private static let keys = [
    SettingsKey("theme", "a theme", .text, usual: .text("plain")),
    SettingsKey("glyphs", "signs", .words(["auto", "braille", "ascii"]), usual: .text("auto")),
    SettingsKey("mouse", "mouse", .flag, usual: .flag(true)),
  ]

  private func read(
    _ text: String
  ) -> (values: [String: OptionValue], problems: [String]) {
    SettingsFile.read(text, file: "kolb.toml", keys: Self.keys)
  }

  @Test func `values of the right kind are taken`() {
    let (values, problems) = read("theme = \"mine\" # my own\nmouse = false\n")
    #expect(values == ["theme": .text("mine"), "mouse": .flag(false)])
    #expect(problems == [])
  }

  @Test(arguments: [
    ("\nthem = \"x\"", "kolb.toml:2: unknown key 'them'. Did you mean 'theme'?"),
    ("zzzz = 1", "kolb.toml:1: unknown key 'zzzz'. 'kolb list config' names them all."),
    (
      "glyphs = \"brialle\"",
      "kolb.toml:1: unknown value 'brialle' for 'glyphs'. Did you mean 'braille'? "
        + "It takes \"auto\", \"braille\", \"ascii\"."
    ), ("mouse = 1", "kolb.toml:1: 'mouse' is 1. It takes true or false."),
    ("[layout]", "kolb.toml:1: unknown key 'layout'. 'kolb list config' names them all."),
    ("mouse = true\ntheme = ", "kolb.toml:2: this is no TOML: there is no value."),
  ])
  func `a fault is told with its line and the nearest word`(text: String, words: String) {
    #expect(read(text).problems == [words])
  }

  @Test func `what is right beside a fault holds`() {
    let (values, problems) = read("theem = \"x\"\nmouse = false\nglyphs = 3")
    #expect(values == ["mouse": .flag(false)])
    #expect(problems.count == 2)
  }

  @Test func `the file that sets everything says what holds anyway`() {
    let (values, problems) = read(SettingsFile.text(of: Self.keys))
    #expect(problems == [])
    #expect(values == Dictionary(uniqueKeysWithValues: Self.keys.map { ($0.name, $0.usual) }))
  }
}
