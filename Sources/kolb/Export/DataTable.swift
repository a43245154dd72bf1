import TerminalUI

/// A table in which every row is one observation: what pandas and spreadsheets read.
struct DataTable {
  enum Cell {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    /// Not known, which is neither zero nor an empty text.
    case missing

    init(_ value: String?) { self = value.map { .text($0) } ?? .missing }
    init(_ value: Int?) { self = value.map { .integer($0) } ?? .missing }
    init(_ value: Double?) { self = value.map { .number($0) } ?? .missing }
    init(_ value: Bool?) { self = value.map { .flag($0) } ?? .missing }
  }

  let columns: [String]
  private(set) var rows: [[Cell]] = []

  init(_ columns: [String]) { self.columns = columns }

  /// Adds a row with a cell for each column, in their order.
  mutating func add(_ cells: [Cell]) {
    rows.append(cells + Array(repeating: .missing, count: max(0, columns.count - cells.count)))
  }

  mutating func add(_ other: DataTable) { rows += other.rows }
}

/// Comma-separated values, as RFC 4180 has them but with the line ends of Unix.
extension DataTable {
  /// The table with its column names.
  ///
  /// Texts with commas, quotes or line breaks stand in quotes; other control characters are shown
  /// as symbols, so that a terminal can print the file. What is missing is empty.
  ///
  /// - Parameter isVerbatim: whether texts that a spreadsheet takes for formulas stay as they are;
  ///   they have an apostrophe before them otherwise.
  /// - Returns: lines, the last of them ended too.
  func csv(isVerbatim: Bool = false) -> String {
    let head = columns.joined(separator: ",")
    return ([head] + rows.map { $0.map { Self.field($0, isVerbatim) }.joined(separator: ",") })
      .joined(separator: "\n") + "\n"
  }

  private static func field(_ cell: Cell, _ isVerbatim: Bool) -> String {
    switch cell {
    case .text(let text):
      // An empty text in quotes is one; without them it would be missing.
      SpreadsheetText.field(
        isVerbatim ? text.safeForTerminals : SpreadsheetText.inert(text.safeForTerminals))
    case .integer(let integer): "\(integer)"
    case .number(let number): number.isNaN ? "" : shortest(number)
    case .flag(let flag): "\(flag)"
    case .missing: ""
    }
  }

  /// The shortest text that reads back as the same number.
  static func shortest(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// One JSON object a line.
extension DataTable {
  /// What is missing or not a number is null.
  var jsonLines: String {
    rows.map { row in
      var line = JSONLine()
      for (column, cell) in zip(columns, row) {
        switch cell {
        case .text(let text): line.add(column, text)
        case .integer(let integer): line.add(column, integer)
        case .number(let number): line.add(column, number)
        case .flag(let flag): line.add(column, flag)
        case .missing: line.add(column, Double.nan)
        }
      }
      return line.text + "\n"
    }.joined()
  }
}
