/// Rows of aligned columns, of which one may be selected.
///
/// Rows are asked for one by one and only where they show, so a table of a million is cheap.
package struct Table {
  package struct Column {
    package let title: String
    package let length: Length
    package let alignment: Alignment

    package init(_ title: String, _ length: Length = .share(), _ alignment: Alignment = .leading) {
      self.title = title
      self.length = length
      self.alignment = alignment
    }
  }

  package enum Header: Hashable, Sendable {
    case shown
    case hidden
  }

  package let columns: [Column]
  package let count: Int
  package let header: Header
  /// Columns between two columns.
  package let gap: Int
  /// Shown instead of rows when there are none.
  package let emptyText: String
  /// The cells of a row, one for each column.
  private let row: (Int) -> [[Span]]

  package init(
    _ columns: [Column], count: Int, header: Header = .shown, gap: Int = 1,
    emptyText: String = "Nothing yet", row: @escaping (Int) -> [[Span]]
  ) {
    self.columns = columns
    self.count = max(0, count)
    self.header = header
    self.gap = gap
    self.emptyText = emptyText
    self.row = row
  }

  /// A list: a table of one column without a header.
  package static func list(
    count: Int, emptyText: String = "Nothing yet", row: @escaping (Int) -> [Span]
  ) -> Table {
    Table([Column("")], count: count, header: .hidden, emptyText: emptyText) { [row($0)] }
  }

  /// Draws what fits, scrolled so that the selection shows.
  ///
  /// Without a state nothing is selected. The selected row has a "▸" before it as well as a
  /// backdrop. The result is the state that was drawn, with its offset corrected.
  @discardableResult
  package func draw(in area: Rect, state: ListState? = nil, on canvas: inout Canvas) -> ListState {
    let head = header == .shown && area.height > 1 ? 1 : 0
    let body = area.inset(top: head)
    let place = (state ?? ListState()).fitted(count: count, height: body.height)
    let isScrolled = count > body.height && area.width > 4
    let marker = state == nil ? 0 : 2
    let cells = Self.cells(
      of: columns, in: area, marker: marker, isScrolled: isScrolled, gap: gap)
    if head == 1 { drawHeader(in: cells, on: &canvas) }
    guard count > 0 else {
      Paragraph(emptyText, .muted).draw(in: body.inset(left: marker), on: &canvas)
      return place
    }
    for line in 0..<min(body.height, count - place.offset) {
      let index = place.offset + line
      for ((rect, column), spans) in zip(zip(cells, columns), row(index)) {
        canvas.write(spans, row: head + line, in: rect, aligned: column.alignment)
      }
      guard state != nil, index == place.selected else { continue }
      canvas.write("▸", row: line, in: body, as: .accent)
      canvas.highlight(body.inset(right: isScrolled ? 1 : 0).line(line))
    }
    if isScrolled {
      ScrollIndicator(total: count, visible: body.height, offset: place.offset)
        .draw(in: body.inset(left: body.width - 1), on: &canvas)
    }
    return place
  }

  private static func cells(
    of columns: [Column], in area: Rect, marker: Int, isScrolled: Bool, gap: Int = 1
  ) -> [Rect] {
    area.inset(left: marker, right: isScrolled ? 1 : 0).columns(columns.map(\.length), gap: gap)
  }

  /// What will show of a table with a header: its rows, and how wide each column is, for words that
  /// depend on both.
  package struct Window {
    package let rows: Range<Int>
    package let widths: [Int]

    package init(_ area: Rect, columns: [Column], count: Int, state: ListState?) {
      let height = max(0, area.height - (area.height > 1 ? 1 : 0))
      let place = (state ?? ListState()).fitted(count: count, height: height)
      let first = min(max(0, place.offset), max(0, count))
      rows = first..<min(max(0, count), first + height)
      widths = Table.cells(
        of: columns, in: area, marker: state == nil ? 0 : 2,
        isScrolled: count > height && area.width > 4
      ).map(\.width)
    }
  }

  private func drawHeader(in cells: [Rect], on canvas: inout Canvas) {
    for (rect, column) in zip(cells, columns) {
      canvas.write(column.title, in: rect, as: .title, aligned: column.alignment)
    }
  }
}
