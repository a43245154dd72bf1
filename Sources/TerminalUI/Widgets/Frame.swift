/// Whether a box has the keyboard.
///
/// It shows by heavier lines, not by colour alone.
package enum Focus: Hashable, Sendable {
  case focused
  case unfocused
}

/// A box with a title in its upper edge.
///
///     ┌ success ──────────── 95 % ┐
///     │                           │
///     └────────────────── 3 seeds ┘
package struct Frame {
  package var title: [Span]
  /// At the right end of the upper edge.
  package var note: [Span]
  /// At the right end of the lower edge.
  package var footer: [Span]
  package var focus: Focus

  package init(
    _ title: String, note: String = "", footer: String = "", focus: Focus = .unfocused
  ) {
    self.init(
      title: title.isEmpty ? [] : [Span(title, .title)],
      note: note.isEmpty ? [] : [Span(note, .muted)],
      footer: footer.isEmpty ? [] : [Span(footer, .muted)], focus: focus)
  }

  package init(
    title: [Span], note: [Span] = [], footer: [Span] = [], focus: Focus = .unfocused
  ) {
    self.title = title
    self.note = note
    self.footer = footer
    self.focus = focus
  }

  /// Draws the box and returns the area inside it.
  ///
  /// A box without room for its edges draws nothing and has an empty inside.
  @discardableResult
  package func draw(in area: Rect, on canvas: inout Canvas) -> Rect {
    guard area.width >= 2, area.height >= 2 else { return area.inset(by: 1) }
    drawEdges(of: area, on: &canvas)
    let top = area.line(0).inset(left: 1, right: 1)
    let used = write(title, in: top, aligned: .leading, on: &canvas)
    write(note, in: top.inset(left: used + 1), aligned: .trailing, on: &canvas)
    let bottom = area.line(area.height - 1).inset(left: 1, right: 1)
    write(footer, in: bottom, aligned: .trailing, on: &canvas)
    return area.inset(by: 1)
  }

  private func drawEdges(of area: Rect, on canvas: inout Canvas) {
    let (lines, style): ([Character], Style) =
      switch focus {
      case .focused: (["┏", "━", "┓", "┃", "┗", "┛"], .borderFocused)
      case .unfocused: (["┌", "─", "┐", "│", "└", "┘"], .border)
      }
    let right = area.endColumn - 1
    let bottom = area.endRow - 1
    func corner(_ column: Int, _ row: Int) -> Rect {
      Rect(column: column, row: row, width: 1, height: 1)
    }
    let inside = area.inset(left: 1, right: 1)
    canvas.fill(inside.line(0), with: lines[1], as: style)
    canvas.fill(inside.line(area.height - 1), with: lines[1], as: style)
    let side = area.inset(top: 1, bottom: 1)
    canvas.fill(side.columns(.fixed(1))[0], with: lines[3], as: style)
    canvas.fill(side.inset(left: area.width - 1), with: lines[3], as: style)
    canvas.fill(corner(area.column, area.row), with: lines[0], as: style)
    canvas.fill(corner(right, area.row), with: lines[2], as: style)
    canvas.fill(corner(area.column, bottom), with: lines[4], as: style)
    canvas.fill(corner(right, bottom), with: lines[5], as: style)
  }

  /// Writes a label with a blank on both sides, if there is room for more than that.
  @discardableResult
  private func write(
    _ label: [Span], in edge: Rect, aligned: Alignment, on canvas: inout Canvas
  ) -> Int {
    guard !label.isEmpty, edge.width >= 5 else { return 0 }
    let line = StyledLine(label, for: canvas.glyphs, limit: edge.width)
    // A label at the right would lose its meaning when cut; one at the left keeps its beginning.
    if aligned == .trailing, line.width + 2 > edge.width { return 0 }
    let width = min(line.width, edge.width - 2)
    let start = aligned == .leading ? 0 : edge.width - width - 2
    let space = edge.inset(left: start).columns(.fixed(width + 2))[0]
    canvas.fill(space, as: .text)
    canvas.write(label, in: space.inset(left: 1, right: 1))
    return width + 2
  }
}
