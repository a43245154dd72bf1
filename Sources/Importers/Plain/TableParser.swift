import RunModel

/// Reads a row of a table, whose first row has the names.
struct TableParser: RecordParser {
  private let file: String
  private var names: [String]?
  private var separator = UInt8(ascii: ",")
  private var count = 0

  init(file: String) { self.file = file }

  private static let separators = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]

  mutating func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    guard let names else {
      separator = Self.separator(of: frame.bytes)
      self.names = Self.cells(of: frame.bytes, separator)
      return []
    }
    let cells = Self.cells(of: frame.bytes, separator)
    guard cells.count <= names.count else {
      throw RecordProblem("\(cells.count) cells, and the header has \(names.count)")
    }
    defer { count += 1 }
    let numbers = zip(names, cells).compactMap { name, cell in
      Self.number(cell).map { Scalar(name, $0) }
    }
    guard !numbers.isEmpty else { throw RecordProblem("there is no number in it") }
    return [record(of: numbers)]
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

  private static func number(_ cell: String) -> Double? {
    switch cell.lowercased() {
    case "": nil
    case "nan", "inf", "-inf", "infinity", "-infinity": Double(cell)
    case "true": 1
    case "false": 0
    default: Double(cell)
    }
  }

  private static func separator(of header: [UInt8]) -> UInt8 {
    separators.max { left, right in
      header.count { $0 == left } < header.count { $0 == right }
    } ?? UInt8(ascii: ",")
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

  /// Whether a file begins with names and then has a row of which something is a number.
  static func isTable(_ head: FileHead) -> Bool {
    guard !head.bytes.contains(0) else { return false }
    let lines = head.bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    guard lines.count >= 2, let names = lines.first.map({ Array($0) }) else { return false }
    let separator = separator(of: names)
    let columns = cells(of: names, separator)
    let row = cells(of: Array(lines[1]), separator)
    return columns.allSatisfy { number($0) == nil } && columns.count == row.count
      && row.contains { number($0) != nil }
      && (columns.count > 1 || head.name.hasSuffix(".csv"))
  }
}
