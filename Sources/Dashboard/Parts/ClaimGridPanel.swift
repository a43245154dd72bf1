import RunModel
import TerminalUI

/// Who believed what when: a row for each claim, a column for some steps.
struct ClaimGridPanel {
  let state: DashboardState

  private var grid: ClaimGrid { state.claimGrid }

  /// Two characters a cell, whether it is true and how many say it, and blanks if there is room.
  static let cellWidths = 2...4
  /// The sentence about the cell under the cursor, and what the signs mean.
  static let linesBelow = 2

  /// Room for the mark of the row, the claim, and how many make it.
  static func labelWidth(_ width: Int) -> Int { width >= 100 ? 30 : 22 }

  /// The columns that a screen has room for.
  static func columns(forWidth width: Int) -> Int {
    max(1, (width - 2 - labelWidth(width)) / cellWidths.lowerBound)
  }

  private static func cellWidth(_ grid: ClaimGrid, _ width: Int) -> Int {
    let room = (width - labelWidth(width + 2)) / max(1, grid.columns.count)
    return min(max(cellWidths.lowerBound, room), cellWidths.upperBound)
  }

  // MARK: - Cursor

  /// The row and the column under the cursor.
  static func cursor(
    of state: DashboardState, in grid: ClaimGrid
  ) -> (row: ClaimGrid.Row, column: Int)? {
    guard let last = grid.columns.last(where: { $0.count > 0 }), let first = grid.rows.first else {
      return nil
    }
    var row = grid.rows.last ?? first
    if case .row(let number) = state.place.selection, let found = grid[number] { row = found }
    guard let column = grid.column(ofStep: state.place.cursor ?? last.steps.upperBound) else {
      return nil
    }
    return (row, column)
  }

  // MARK: - Picture

  func draw(in area: Rect, on canvas: inout Canvas) {
    let grid = grid
    let inside = Frame(
      title: [Span("claims by step", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [Span(Self.scope(of: grid), .muted)],
      footer: area.width >= 70
        ? [Span("Enter: these reflections · h l steps · c back to the list", .muted)] : [],
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    guard !grid.rows.isEmpty else {
      Paragraph(emptyText(grid), .muted).draw(in: inside.inset(left: 1, right: 1), on: &canvas)
      return
    }
    let below = inside.height >= 6 ? Self.linesBelow : 0
    let parts = inside.rows(.fixed(1), .share(), .fixed(below))
    drawSteps(grid, in: parts[0], on: &canvas)
    drawRows(grid, in: parts[1], on: &canvas)
    drawBelow(grid, in: parts[2].inset(left: 1, right: 1), on: &canvas)
  }

  private static func scope(of grid: ClaimGrid) -> String {
    guard let first = grid.columns.first, let last = grid.columns.last else { return "" }
    let size = first.steps.count
    let bins = size > 1 ? ", \(size) a column" : ""
    return "steps \(first.steps.lowerBound)–\(last.steps.upperBound)\(bins) · "
      + "n \(Figures.count(grid.count))"
  }

  private func emptyText(_ grid: ClaimGrid) -> String {
    if grid.unread > 0 { return "This log does not say what its reflections claim." }
    if grid.count > 0 { return "These reflections claim nothing." }
    if !state.place.filter.isEmpty { return QueryNote.nothingFound(state) }
    return EmptyWords.reflections(state.run)
  }

  func place(ofColumn column: Int, _ grid: ClaimGrid, in area: Rect) -> Int {
    Self.labelWidth(area.width + 2) + column * Self.cellWidth(grid, area.width)
  }

  /// The numbers of steps above their columns, and the cursor.
  private func drawSteps(_ grid: ClaimGrid, in area: Rect, on canvas: inout Canvas) {
    canvas.write("claim", column: 2, in: area, as: .title)
    let label = Self.labelWidth(area.width + 2)
    canvas.write(
      "n", column: 0, in: area.columns(.fixed(label - 2), .share())[0], as: .title,
      aligned: .trailing)
    let cursor = Self.cursor(of: state, in: grid)?.column
    let mark = cursor.map { place(ofColumn: $0, grid, in: area) }
    var end = 0
    for (number, column) in grid.columns.enumerated() {
      let text = "\(column.steps.lowerBound)"
      let start = place(ofColumn: number, grid, in: area)
      let isUnderMark = mark.map { start <= $0 && $0 <= start + text.count } ?? false
      guard start >= end, !isUnderMark, start + text.count <= area.width else { continue }
      canvas.write(text, column: start, in: area, as: .muted)
      end = start + text.count + 3
    }
    if let mark { canvas.write("▾", column: mark, in: area, as: .accent) }
  }

  // MARK: - Below

  private func drawBelow(_ grid: ClaimGrid, in area: Rect, on canvas: inout Canvas) {
    if let cursor = Self.cursor(of: state, in: grid) {
      let cell = cursor.row.cells[cursor.column]
      canvas.write(
        [
          Span(Self.sentence(cursor.row, cursor.column, in: grid), .text),
          Span(
            Self.verdict(cell, cursor.row.proposition),
            ClaimLook(cell, of: cursor.row.proposition).style),
        ], in: area)
    }
    let omitted = grid.omitted > 0 ? "· \(Figures.count(grid.omitted)) rarer claims left out" : ""
    let bars = [Span("▁▄█", .text), Span(" few to all", .muted)]
    let blank = [Span("  blank: none written", .muted)]
    // What has no room is left out whole; `i` has all of it.
    let lines = [
      ClaimLook.legend + bars + blank + [Span("  " + omitted, .muted)],
      ClaimLook.legend + bars + [Span("  " + omitted, .muted)], ClaimLook.legend + bars,
    ]
    let line = lines.first { line in
      line.reduce(0) { $0 + TextWidth.columns(of: $1.text) } <= area.width
    }
    canvas.write(line ?? ClaimLook.legend, row: 1, in: area)
  }

  /// "step 12: 9 of 32 reflections say C is a hole".
  static func sentence(_ row: ClaimGrid.Row, _ column: Int, in grid: ClaimGrid) -> String {
    let steps = grid.columns[column].steps
    let when =
      steps.count == 1
      ? "step \(steps.lowerBound)" : "steps \(steps.lowerBound)–\(steps.upperBound)"
    let (count, all) = (row.cells[column].count, grid.columns[column].count)
    guard all > 0 else { return "\(when): no reflections" }
    return "\(when): \(count == 0 ? "none" : Figures.count(count)) of \(Figures.count(all)) "
      + "reflections \(row.proposition.deed)"
  }

  /// " — true in 7, false in 2".
  private static func verdict(_ cell: ClaimGrid.Cell, _ proposition: Proposition) -> String {
    switch ClaimLook(cell, of: proposition) {
    case .none: ""
    case .right: " — true"
    case .wrong: " — false"
    case .wrongGuess: " — guessed wrong"
    case .both: " — true in \(cell.right), false in \(cell.wrong)"
    case .unsupported: " — nobody can tell"
    }
  }
}
