import Dashboard
import Foundation
import RunLog
import RunModel
import TerminalUI

/// A recorded run on a screen, by the path that the program takes.
struct RecordedScreen {
  private(set) var state: DashboardState

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("sample-runs")

  static func log(of run: String) -> String {
    folder.appendingPathComponent(run).appendingPathComponent("events.jsonl").path
  }

  init(_ run: String, width: Int = 160, height: Int = 45) throws {
    state = DashboardState(
      runs: [OpenRun(name: run, source: .record)], themes: ["kolb-dark"], width: width,
      height: height)
    var reader = try EventReader(path: Self.log(of: run))
    while true {
      let batch = try reader.readMore()
      let events = batch.events.map { PlacedEvent($0.event, offset: $0.offset) }
      _ = state.update(.eventsArrived(events, run: 0))
      guard batch.status == .more else { return }
    }
  }

  /// Presses keys by their names, such as "h", "enter", "tab".
  mutating func press(_ names: String...) {
    for name in names {
      guard let key = Key(named: name) else { continue }
      _ = state.update(.keyPressed(key))
    }
  }

  var lines: [String] { state.draw().lines }
  var text: String { lines.joined(separator: "\n") }
}
