import CNcurses
import TerminalUI

/// Compares the columns of the canvas with those of the C library, and so of ncurses.
///
/// Where the two differ nothing may be drawn that would shift the rest.
struct CellMeasure {
  private var measured: [String: Bool] = [:]

  mutating func agrees(on cell: Cell) -> Bool {
    if cell.text.utf8.count == 1 { return true }
    if let known = measured[cell.text] { return known }
    let widths = cell.text.unicodeScalars.map { wcwidth(wchar_t($0.value)) }
    let agrees = widths.first == Int32(cell.width) && widths.dropFirst().allSatisfy { $0 == 0 }
    if measured.count > 10_000 { measured.removeAll() }
    measured[cell.text] = agrees
    return agrees
  }
}
