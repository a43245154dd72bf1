/// A column of a table over x, as RFC 4180 has it but with the line ends of Unix.
struct CSVColumn {
  private let name: String
  /// In ascending order of x.
  private let points: [PlotPoint]

  init(_ name: String, _ points: [PlotPoint]) {
    self.name = name
    let placed = points.filter { $0.x.isFinite }
    // Equal places keep their order.
    self.points = placed.enumerated().sorted {
      ($0.element.x, $0.offset) < ($1.element.x, $1.offset)
    }.map(\.element)
  }

  /// One line for each x that some column has; as many as a column has points there.
  static func table(_ xName: String, _ columns: [CSVColumn]) -> String {
    var lines = [([xName] + columns.map(\.name)).map(field).joined(separator: ",")]
    var next = columns.map { _ in 0 }
    func x(_ column: Int) -> Double? {
      let points = columns[column].points
      return next[column] < points.count ? points[next[column]].x : nil
    }
    while let lowest = columns.indices.compactMap(x).min() {
      var fields = [number(lowest)]
      for column in columns.indices {
        guard x(column) == lowest else {
          fields.append("")
          continue
        }
        fields.append(number(columns[column].points[next[column]].y))
        next[column] += 1
      }
      lines.append(fields.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The shortest text that reads back as the same number.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func field(_ text: String) -> String {
    let clean = SpreadsheetText.inert(TextCleaner.clean(text))
    return clean.isEmpty ? "" : SpreadsheetText.field(clean)
  }
}
