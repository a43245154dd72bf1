import Basics
import TerminalUI

/// Names of tasks in a column, each shortened where it is like the others.
///
/// Names made of a question begin alike and differ in their middle or at their end, which is what
/// an ellipsis at the end takes away.
enum TaskNames {
  /// The names of the rows that show, by their place in the list; they stand in the last column.
  static func shortened(in window: Table.Window, name: (Int) -> String?) -> [Int: String] {
    let known = window.rows.compactMap { row in name(row).map { (row, $0) } }
    let names = TellingApart.shortened(known.map(\.1), to: max(3, window.widths.last ?? 0))
    return Dictionary(uniqueKeysWithValues: zip(known.map(\.0), names))
  }
}
