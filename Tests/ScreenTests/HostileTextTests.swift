import Dashboard
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

/// What strangers write, in every view and mode: nothing but printable cells.
@Suite struct `Hostile text` {
  private static let keys: [[String]] = [
    [], ["?"], ["enter"], ["/", "x", "enter"],
  ]

  private static func dashboard(_ text: String, columns: Int, rows: Int) -> DashboardState {
    var log = HostileLog([text])
    let events = log.events(
      of: SyntheticRun(steps: 2, prompts: 1, groupSize: 2, finishes: true).events)
    var state = DashboardState(
      runs: [OpenRun(name: text, source: .engine), OpenRun(name: "other", source: .record)],
      width: columns, height: rows)
    _ = state.update(.eventsArrived(events.map { PlacedEvent($0) }, run: 0))
    return state
  }

  @Test(arguments: HostileText.bundles.map(\.name))
  func `of each class shows as cells, in every view, mode and size`(name: String) throws {
    let text = try #require(HostileText.bundles.first { $0.name == name }).text
    for (columns, rows) in [(110, 34), (40, 12)] {
      let start = Self.dashboard(text, columns: columns, rows: rows)
      for (key, view) in ViewCatalog.views {
        var shown = start
        _ = shown.update(.keyPressed(.character(key)))
        for keys in columns > 40 ? Self.keys : [[]] {
          var state = shown
          for key in keys.compactMap(Key.init(named:)) { _ = state.update(.keyPressed(key)) }
          for glyphs in keys.isEmpty ? [GlyphSet.braille, .ascii] : [.braille] {
            let canvas = state.draw(glyphs: glyphs)
            let fault = CanvasRules.fault(in: canvas)
            #expect(fault == nil, "\(view.id.name), \(keys), \(glyphs)")
            let printed = canvas.lines.joined(separator: "\n")
            #expect(HostileText.fault(in: printed) == nil, "\(view.id.name), \(keys), \(glyphs)")
          }
        }
      }
    }
  }

  @Test(arguments: HostileText.bundles.map(\.name))
  func `of each class is inert where it is copied or saved`(name: String) throws {
    let text = try #require(HostileText.bundles.first { $0.name == name }).text
    let start = Self.dashboard(text, columns: 120, rows: 40)
    for (key, view) in ViewCatalog.views {
      for keys in [["y"], ["w"], ["enter", "y"], ["h", "y"], ["tab", "w"], ["j", "k", "y"]] {
        var state = start
        _ = state.update(.keyPressed(.character(key)))
        for key in keys.compactMap(Key.init(named:)) {
          for command in state.update(.keyPressed(key)) {
            switch command {
            case .copy(let taken), .save(_, let taken):
              #expect(HostileText.fault(in: taken, tabs: true) == nil, "\(view.id.name), \(keys)")
            default: continue
            }
            if case .save(let file, _) = command {
              #expect(HostileText.fault(in: file) == nil && !file.contains("/"), "\(file)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: HostileText.bundles.map(\.name))
  func `of each class names files, plots and messages without power`(name: String) throws {
    let text = try #require(HostileText.bundles.first { $0.name == name }).text
    var state = Self.dashboard(text, columns: 120, rows: 40)
    for message in [
      Message.commandFailed(text), .commandFailed("'\(text)' was not written: no room."),
    ] {
      _ = state.update(message)
      #expect(HostileText.fault(in: state.draw().lines.joined(separator: "\n")) == nil)
    }
    for line in [text, "save \(text)", "goto \(text)", "filter \(text)", "set steps=\(text)"] {
      for key in [Key.character(":"), .paste(line), .enter] { _ = state.update(.keyPressed(key)) }
      #expect(HostileText.fault(in: state.draw().lines.joined(separator: "\n")) == nil)
      _ = state.update(.keyPressed(.escape))
    }
  }
}
