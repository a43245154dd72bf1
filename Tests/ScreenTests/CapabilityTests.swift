import Dashboard
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

/// Every view on every kind of terminal, as values.
struct CapabilityTests {
  static let sizes = [(80, 24), (160, 45), (40, 12), (20, 5), (1, 1), (300, 100)]

  private static let full = state(of: SyntheticRun(steps: 6, prompts: 2, finishes: true).events)
  private static let hostile = state(of: Mischief.events(seed: 3))

  private static func state(of events: [LoggedEvent]) -> DashboardState {
    var state = DashboardState(runs: [OpenRun(name: "ru\u{1B}[2Jn漢", source: .record)])
    _ = state.update(.eventsArrived(events.map { PlacedEvent($0) }, run: 0))
    return state
  }

  @Test(arguments: CapabilityTests.sizes)
  func `every view is whole with any glyphs and any number of colours`(size: (Int, Int)) {
    for start in [Self.full, Self.hostile] {
      for (key, view) in ViewCatalog.views {
        var state = start
        _ = state.update(.resized(width: size.0, height: size.1))
        _ = state.update(.keyPressed(.character(key)))
        for glyphs in GlyphSet.allCases {
          let canvas = state.draw(glyphs: glyphs)
          #expect(canvas.width == size.0 && canvas.height == size.1)
          let fault = CanvasRules.fault(in: canvas)
          #expect(fault == nil, "\(view.id.name) with \(glyphs)")
          for depth in ColourDepth.allCases {
            let theme = depth == .mono ? Theme.mono : .kolbDark
            let sent = canvas.ansi(theme: theme, depth: depth)
            #expect(CanvasRules.fault(inBytes: sent, depth: depth) == nil, "\(view.id.name)")
          }
        }
      }
    }
  }

  @Test func `popups and prompts are whole too`() {
    for (columns, rows) in Self.sizes {
      for keys in ["?", ":the", "/step", "q", ":nothing\n"] {
        var state = Self.full
        _ = state.update(.resized(width: columns, height: rows))
        for character in keys {
          _ = state.update(.keyPressed(character == "\n" ? .enter : .character(character)))
        }
        for glyphs in GlyphSet.allCases {
          let fault = CanvasRules.fault(in: state.draw(glyphs: glyphs))
          #expect(fault == nil, "\(keys) at \(columns) × \(rows)")
        }
      }
    }
  }
}
