import TerminalUI

/// Asks before something is deleted, with what it takes of the disk.
struct DeletePopup {
  let entries: [ShelfEntry]

  private static let shown = 6

  func draw(in area: Rect, on canvas: inout Canvas) {
    let bytes = entries.compactMap(\.bytes).reduce(0, +)
    let more = max(0, entries.count - Self.shown)
    let lines = min(entries.count, Self.shown) + (more > 0 ? 1 : 0)
    let inside = Popup(
      entries.count == 1 ? "delete this?" : "delete these \(entries.count)?", width: 58,
      height: lines + 2, footer: "y deletes · any other key keeps"
    ).draw(in: area, on: &canvas)
    for (row, entry) in entries.prefix(Self.shown).enumerated() {
      canvas.write(
        [Span(entry.path, .text), Span("  \(ShelfEntry.sizeText(entry.bytes))", .muted)], row: row,
        in: inside)
    }
    if more > 0 { canvas.write("and \(more) more", row: lines - 1, in: inside, as: .muted) }
    canvas.write(
      "\(ShelfEntry.sizeText(bytes)) with log and checkpoints; they cannot be had back.",
      row: lines + 1, in: inside, as: .warning)
  }
}
