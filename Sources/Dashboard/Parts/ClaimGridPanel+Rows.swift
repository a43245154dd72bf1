import RLCore
import RunModel
import TerminalUI

/// The rows of the grid: a claim, how many make it, and a cell for some steps.
extension ClaimGridPanel {
  func drawRows(_ grid: ClaimGrid, in area: Rect, on canvas: inout Canvas) {
    let cursor = Self.cursor(of: state, in: grid)
    let selected = grid.rows.firstIndex { $0.number == cursor?.row.number } ?? 0
    let list = SplitLayout.centred(
      selected, count: grid.rows.count, height: area.height, top: state.place.top)
    for line in 0..<min(area.height, grid.rows.count - list.offset) {
      let isSelected = list.offset + line == selected
      draw(
        grid.rows[list.offset + line], of: grid, cursor: isSelected ? cursor?.column : nil,
        in: area.line(line), on: &canvas)
    }
    guard grid.rows.count > area.height else { return }
    ScrollIndicator(total: grid.rows.count, visible: area.height, offset: list.offset)
      .draw(in: area.inset(left: area.width - 1), on: &canvas)
  }

  private func draw(
    _ row: ClaimGrid.Row, of grid: ClaimGrid, cursor: Int?, in line: Rect, on canvas: inout Canvas
  ) {
    let label = line.columns(.fixed(Self.labelWidth(line.width + 2) - 2), .share())[0]
    let count = Figures.count(row.whole.count)
    let name = label.inset(right: count.count + 1)
    canvas.write(
      [Span(cursor == nil ? "  " : "▸ ", .accent)] + Self.title(row, name.width - 2), in: name)
    canvas.write(count, in: label, as: .muted, aligned: .trailing)
    for (number, cell) in row.cells.enumerated() where grid.columns[number].count > 0 {
      canvas.write(
        Self.spans(cell, of: grid.columns[number].count, row.proposition),
        column: place(ofColumn: number, grid, in: line), in: line, overflow: .clip)
    }
    guard let cursor else { return }
    canvas.highlight(name)
    canvas.highlight(
      line.inset(left: place(ofColumn: cursor, grid, in: line))
        .columns(.fixed(Self.cellWidths.lowerBound), .share())[0])
  }

  /// The name of a claim, and where there is room of what kind it is if it is no rule.
  private static func title(_ row: ClaimGrid.Row, _ width: Int) -> [Span] {
    let (name, kind) = (row.proposition.name, row.proposition.kind)
    let isPlain = kind == .rule || name.count + kind.rawValue.count + 3 > width
    return [Span(name, .text)] + (isPlain ? [] : [Span(" (\(kind.rawValue))", .muted)])
  }

  private static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Whether it is true, and the share of the reflections that say it.
  private static func spans(
    _ cell: ClaimGrid.Cell, of count: Int, _ proposition: Proposition
  ) -> [Span] {
    let look = ClaimLook(cell, of: proposition)
    guard cell.count > 0 else { return [Span(look.sign, look.style)] }
    let level = (cell.count * levels.count - 1) / max(1, count)
    return [Span(look.sign + levels[min(max(0, level), levels.count - 1)], look.style)]
  }
}
