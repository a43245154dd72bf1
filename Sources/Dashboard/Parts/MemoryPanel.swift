import RunModel
import TerminalUI

/// What the memory holds now, and how well that has served.
struct MemoryPanel {
  let run: RunState

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let live = run.memory.live
    let total = run.memory.entries.count
    let inside = Frame(
      "memory", note: total > 0 ? "\(live.count) live of \(total)" : "", focus: focus
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard !live.isEmpty else {
      Paragraph(emptyText, .muted).draw(in: inside, on: &canvas)
      return
    }
    var row = 0
    for entry in Self.shown(run) where row < inside.height {
      canvas.write(heading(entry), row: row, in: inside)
      if let verdict = ReflectionWords.verdict(entry.rules, marks: entry.marks) {
        row += 1
        canvas.write([verdict], row: row, in: inside)
      }
      let text = inside.inset(top: row + 1)
      let spans = ReflectionWords.spans(entry, legend: run.start?.legend ?? [])
      row += 2 + Paragraph(spans).draw(in: text, marksCut: true, on: &canvas).lines
    }
  }

  /// The entries used most come first in a bank; a slot has only one.
  static func shown(_ run: RunState) -> [MemoryEntry] {
    run.memory.live.sorted { ($0.uses, $0.id) > ($1.uses, $1.id) }
  }

  private var emptyText: String {
    total == 0
      ? EmptyWords.memory(run)
      : "Empty now; what it held is in view 4."
  }

  private var total: Int { run.memory.entries.count }

  private func heading(_ entry: MemoryEntry) -> [Span] {
    [
      Span("#\(entry.id)", Style.memory.bold), Span(" ep. \(Figures.count(entry.episode))", .muted),
    ]
      + (entry.retries == 0
        ? [Span(" not used yet", .muted)]
        : [Span(" won ", .muted), Span("\(entry.wins)/\(entry.retries)", .text)])
  }
}
