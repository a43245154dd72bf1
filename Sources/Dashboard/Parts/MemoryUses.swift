import RunModel
import TerminalUI

/// The episodes whose reflection started from an entry, the latest first.
///
/// While the part has the keyboard, the place's scroll is the selected row.
struct MemoryUses {
  let entry: MemoryEntry
  let state: DashboardState
  private let users: [EpisodeRecord]

  private static let limit = 200
  private static let pane = 2

  init(entry: MemoryEntry, state: DashboardState) {
    self.entry = entry
    self.state = state
    users = state.run.episodes(using: entry.id, limit: Self.limit).reversed()
  }

  private var hasFocus: Bool { state.place.pane == Self.pane }

  private var place: Int { min(max(0, state.place.scroll), max(0, users.count - 1)) }

  /// The episode under the cursor.
  var selected: EpisodeRecord? { users.isEmpty ? nil : users[place] }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inside = Frame(
      title: [Span("used by", .title)],
      note: entry.uses > users.count ? [Span("the latest \(users.count)", .muted)] : [],
      focus: hasFocus ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let columns: [Table.Column] = [
      .init("step", .fixed(5), .trailing), .init("episode", .fixed(8), .trailing),
      .init("r1", .fixed(4), .trailing), .init("r2", .fixed(4), .trailing),
      .init("", .fixed(11)), .init("task", .share()),
    ]
    let list =
      hasFocus ? SplitLayout.centred(place, count: users.count, height: inside.height - 1) : nil
    let names = TaskNames.shortened(
      in: Table.Window(inside, columns: columns, count: users.count, state: list)
    ) { users[$0].task }
    let table = Table(columns, count: users.count, emptyText: "No reflection started from it.") {
      cells(users[$0], task: names[$0])
    }
    table.draw(in: inside, state: list, on: &canvas)
  }

  private func cells(_ user: EpisodeRecord, task: String?) -> [[Span]] {
    [
      [Span("\(user.step)", .muted)], [Span(Figures.count(user.id), .muted)],
      [Span(user.first.map { Figures.reward($0.reward) } ?? "…", .first)],
      [Span(user.second.map { Figures.reward($0.reward) } ?? "…", .second)],
      [Symbols.outcome(of: user, in: state.run)],
      [Span(task ?? user.task, .text)],
    ]
  }
}
