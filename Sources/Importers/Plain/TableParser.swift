import RunModel

/// Reads a row of a table.
struct TableParser: RecordParser {
  private let file: String
  private let header: TableHeader
  /// Whether the names of the columns were passed.
  private var isInside: Bool
  private var count = 0

  init(_ header: TableHeader, file: String) {
    (self.header, self.file) = (header, file)
    isInside = !header.isNamed
  }

  mutating func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let line = frame.offset == 0 ? ByteOrderMark.dropped(from: frame.bytes) : frame.bytes
    if header.isSame(as: line) {
      isInside = true
      return []
    }
    guard !TableHeader.isComment(line) else { return [] }
    guard isInside else { throw RecordProblem("it stands before the names of the columns") }
    let names = header.names
    let cells = Self.cells(of: line, header.separator)
    guard cells.count == names.count else {
      throw RecordProblem("it has \(cells.count) cells, and the table has \(names.count) columns")
    }
    defer { count += 1 }
    let numbers = zip(names, cells).compactMap { name, cell in
      Self.number(cell, header.separator).map { Scalar(name, $0) }
    }
    let record = record(of: numbers)
    guard case .metrics(let metrics) = record.item, !metrics.values.isEmpty else {
      throw RecordProblem("there is no number in it")
    }
    return [record]
  }

  private func record(of numbers: [Scalar]) -> ParsedRecord {
    func value(_ names: [String]) -> Scalar? {
      names.lazy.compactMap { name in
        numbers.first { $0.name.lowercased() == name && $0.value.isFinite }
      }.first
    }
    let step = value(MetricsParser.stepNames).flatMap { named in
      Int(exactly: named.value).map { (named.name, $0) }
    }
    let clock = value(["wall time", "wall_time", "_timestamp", "timestamp", "time"])
      .flatMap { $0.value > 1e9 ? $0 : nil }
    let values = numbers.filter { $0.name != step?.0 && $0.name != clock?.name }.map { scalar in
      // TensorBoard's own tables call every number by one name and the file by the curve's.
      scalar.name == "Value" ? Scalar(String(file.prefix { $0 != "." }), scalar.value) : scalar
    }
    return ParsedRecord(
      .metrics(MetricsRecord(step: step?.1 ?? count, values: values)), clock: clock?.value)
  }

  /// The number of a cell; where semicolons part cells, a comma may stand in it.
  static func number(_ cell: String, _ separator: UInt8) -> Double? {
    let cell = separator == UInt8(ascii: ";") ? cell.replacing(",", with: ".") : cell
    return switch cell.lowercased() {
    case "": nil
    case "nan", "inf", "-inf", "infinity", "-infinity": Double(cell)
    case "true": 1
    case "false": 0
    default: Double(cell)
    }
  }

  /// The cells of a row; those in quotes may hold separators.
  static func cells(of row: [UInt8], _ separator: UInt8) -> [String] {
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    for byte in row where byte != UInt8(ascii: "\r") {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == separator, !isQuoted {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
      } else {
        cell.append(byte)
      }
    }
    return cells + [String(decoding: cell, as: UTF8.self)]
  }
}
