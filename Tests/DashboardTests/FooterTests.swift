import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// The keys that matter stand at the bottom at every width, and help has the rest, whole.
struct FooterTests {
  @Test(arguments: [80, 100, 160, 200])
  func `help and what explains stand at the bottom of every view`(width: Int) {
    for (key, view) in ViewCatalog.views {
      var screen = Screen(steps: 12, source: .record, width: width, height: 30)
      screen.press(String(key))
      let line = screen.lines[29]
      #expect(line.contains("? help") && line.contains("i explain"), "\(view.id.name): \(line)")
    }
  }

  @Test func `the way to the measures of reflections is announced`() {
    for width in [80, 100, 160] {
      var screen = Screen(steps: 12, source: .record, width: width, height: 30)
      screen.press("3")
      #expect(screen.lines[29].contains("Tab text, measures"), "\(screen.lines[29])")
    }
  }

  @Test(arguments: [80, 100, 160])
  func `every key at the bottom has its word, but that to quit`(width: Int) {
    for (key, view) in ViewCatalog.views {
      var screen = Screen(steps: 12, source: .record, width: width, height: 30)
      screen.press(String(key))
      let line = screen.lines[29]
      for bare in ["Tab", "Enter", "space"] where line.contains(bare) {
        #expect(line.contains("  \(bare) "), "\(view.id.name): \(line)")
        #expect(!line.contains("\(bare)  "), "\(view.id.name): \(line)")
      }
    }
  }

  @Test func `help is wide where there is room, and has every filter and the way to signs`() {
    var screen = Screen(steps: 12, width: 200, height: 70)
    screen.press("?")
    for example in EpisodeQuery.examples { #expect(screen.text.contains(example), "\(example)") }
    #expect(screen.text.contains("what the signs of this view mean"))
    #expect(screen.text.contains("what is selected"))
    let widest = screen.lines.map { $0.split(separator: "┃").map(\.count).max() ?? 0 }.max() ?? 0
    #expect(widest > 120)
  }

  @Test func `no word of the measures is cut without a sign`() {
    for size in [(80, 24), (100, 30), (160, 45)] {
      var screen = Screen(steps: 12, width: size.0, height: size.1)
      screen.press("3", "tab", "tab")
      for metric in MetricsPanel.shown(screen.state.run).prefix(3) {
        let name = metric.id.name
        let isWhole = screen.text.contains(name + " ")
        #expect(isWhole || screen.text.contains(name.prefix(16) + "…"), "\(name) at \(size)")
      }
    }
  }
}
