import Foundation
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// Curves of one plot are told apart on every terminal.
struct CurveLookTests {
  /// What is seen of a curve: its sign, and where there are colours, its colour.
  private struct Look: Hashable {
    let marker: String
    let colour: TerminalColour?
    let isBold: Bool
  }

  private static let themes: [Theme] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")
      .resolvingSymlinksInPath()
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "theme" }.compactMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map {
        ThemeFile.parse($0, file: file.lastPathComponent).theme
      }
    }
  }()

  /// The curves of every chart, and of more arms than there are colours.
  private static let plots: [(name: String, curves: [(style: Style, marker: Character)])] =
    ChartCatalog.charts.map { chart in
      (chart.id, chart.metrics.map { ($0.style, $0.marker) })
    } + [("compare", (0..<24).map { (.series($0), ComparisonPlot.marker($0)) })]

  private static func marker(_ marker: Character, _ glyphs: GlyphSet) -> String {
    TextCleaner.clean(String(marker), for: glyphs)
  }

  @Test func `the themes are found`() {
    #expect(Self.themes.count == 5)
    #expect(Self.plots.contains { $0.curves.count > 3 })
  }

  @Test(arguments: GlyphSet.allCases)
  func `by their sign where there are no colours`(glyphs: GlyphSet) {
    for (name, curves) in Self.plots {
      let signs = Set(curves.map { Self.marker($0.marker, glyphs) })
      #expect(signs.count == curves.count, "\(name) in \(glyphs): \(signs)")
    }
  }

  @Test(arguments: ColourDepth.allCases)
  func `by their sign or their colour`(depth: ColourDepth) {
    for theme in depth == .mono ? [Theme.mono] : Self.themes {
      for (name, curves) in Self.plots {
        let looks = curves.map { curve in
          let look = theme.look(of: curve.style, depth: depth)
          return Look(
            marker: Self.marker(curve.marker, .ascii), colour: look.foreground,
            isBold: look.attributes.contains(.bold))
        }
        #expect(Set(looks).count == looks.count, "\(theme.name) of \(depth): \(name)")
      }
    }
  }

  /// Dots of a curve carry no sign, so colour alone should do where there is enough of it.
  @Test(arguments: [ColourDepth.indexed, .truecolor])
  func `by their colour where there are many`(depth: ColourDepth) throws {
    for theme in Self.themes {
      for (name, curves) in Self.plots where name != "compare" {
        let colours = try curves.map {
          try #require(theme.look(of: $0.style, depth: depth).foreground).shown
        }
        for (index, colour) in colours.enumerated() {
          for other in colours[..<index] {
            let difference = colour.difference(from: other)
            #expect(difference > 0.06, "\(theme.name) of \(depth): \(name) \(difference)")
          }
        }
      }
    }
  }

  /// Brown and yellow, or a hue and its bright one, are one colour to whoever sees only dots.
  ///
  /// Where a plot has more curves than that, they carry their signs along the way.
  @Test(arguments: ["success", "reward", "loss", "entropy", "clipping", "advantage", "rows"])
  func `by their hue where there are sixteen colours`(plot: String) throws {
    let curves = try #require(Self.plots.first { $0.name == plot }).curves
    for theme in Self.themes {
      let numbers = try curves.map { curve -> UInt8 in
        let colour = try #require(theme.look(of: curve.style, depth: .sixteen).foreground)
        guard case .palette(let number) = colour else { return 0 }
        return number % 8 == 7 || number == 8 ? number : number % 8
      }
      #expect(Set(numbers).count == numbers.count, "\(theme.name): \(numbers)")
    }
  }

  @Test func `no two of many arms share a sign`() {
    let signs = (0..<30).map { ComparisonPlot.marker($0) }
    #expect(Set(signs).count == signs.count)
  }
}
