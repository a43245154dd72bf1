/// Where somebody is in a list: the selected row, and the first row on the screen.
package struct ListState: Hashable, Sendable {
  package var selected: Int
  package var offset: Int

  package init(selected: Int = 0, offset: Int = 0) {
    self.selected = selected
    self.offset = offset
  }

  /// The selection moved by some rows, held at the ends; safe for an empty list.
  package func moved(by rows: Int, count: Int) -> ListState {
    let sum = selected.addingReportingOverflow(rows)
    let wanted = sum.overflow ? (rows > 0 ? Int.max : 0) : sum.partialValue
    return ListState(selected: min(max(0, wanted), max(0, count - 1)), offset: offset)
  }

  /// The same place in a list of `count` rows of which `height` show, scrolled no further than
  /// it takes to see the selection.
  package func fitted(count: Int, height: Int) -> ListState {
    guard count > 0, height > 0 else { return ListState() }
    let selected = min(max(0, selected), count - 1)
    var offset = min(max(0, offset), max(0, count - height))
    if selected < offset { offset = selected }
    if selected >= offset + height { offset = selected - height + 1 }
    return ListState(selected: selected, offset: offset)
  }
}
