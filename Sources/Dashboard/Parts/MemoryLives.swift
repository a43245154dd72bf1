import RunModel
import TerminalUI

/// How long the entries about one of them lived, over training steps; heavy if they were used.
struct MemoryLives {
  let run: RunState
  /// The place of the selected entry.
  let selected: Int?

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inside = Frame("lives", note: "over steps").draw(in: area, on: &canvas)
    let all = run.memory.entries
    let middle = (selected ?? all.count - 1) - inside.height / 2
    let from = max(0, min(middle, all.count - inside.height))
    let entries = Array(all.dropFirst(from).prefix(inside.height))
    let last = max(1, run.step ?? 1)
    let room = inside.width - 8
    guard room >= 8 else { return }
    for (row, entry) in entries.enumerated() {
      let style: Style = entry.isLive ? .memory : .muted
      canvas.write(
        "#\(entry.id)", row: row, in: inside, as: from + row == selected ? style.bold : style)
      let begin = min(room - 1, max(0, entry.step * room / (last + 1)))
      let end = min(room, max(begin + 1, ((entry.end?.step ?? last) + 1) * room / (last + 1)))
      let line = String(repeating: entry.uses > 0 ? "━" : "─", count: end - begin)
      canvas.write(
        line + (entry.isLive ? Sign.live.symbol : "╎"), row: row, column: 7 + begin, in: inside,
        as: entry.isLive ? .memory : Style.memory.dim, overflow: .clip)
    }
  }
}
