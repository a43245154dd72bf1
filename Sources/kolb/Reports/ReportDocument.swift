import RunModel

/// A report before it is text or Markdown: headings, sentences, tables.
struct ReportDocument {
  enum Block {
    case heading(String, level: Int)
    case paragraph(String)
    case list([String])
    case table(ReportTable)
  }

  private(set) var blocks: [Block] = []

  mutating func heading(_ text: String, level: Int = 2) {
    blocks.append(.heading(text, level: level))
  }

  mutating func paragraph(_ text: String) {
    if !text.isEmpty { blocks.append(.paragraph(text)) }
  }

  mutating func list(_ items: [String]) {
    if !items.isEmpty { blocks.append(.list(items)) }
  }

  mutating func table(_ table: ReportTable) { blocks.append(.table(table)) }
}

/// Rows of text under column titles; the first column names the row.
struct ReportTable {
  var columns: [String]
  var rows: [[String]] = []

  /// Without the columns in which nothing is known of any row.
  var withoutEmptyColumns: ReportTable {
    let kept = columns.indices.filter { column in
      column == 0 || rows.contains { $0[column] != "" }
    }
    return ReportTable(
      columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }
}
