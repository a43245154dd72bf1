/// The names of a table's columns, and which of its first lines has them.
///
/// It is looked for by the rows that fit it: a comment, a line of another program or a torn row may
/// stand before it or right behind.
struct TableHeader: Sendable {
  let names: [String]
  let separator: UInt8
  /// The line as it stands in the file; `nil` where the columns have no names, which are counted
  /// then.
  private let line: [UInt8]?

  private static let separators = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
  private static let mostTried = 16

  /// `nil` where most lines of a file are no rows of numbers.
  init?(in head: FileHead) {
    let lines = head.lines.map { Array($0) }.filter { !Self.isComment($0) }
    let mayBeNarrow = [".csv", ".tsv"].contains { head.name.hasSuffix($0) }
    var best: (fitting: Int, header: TableHeader)?
    for (place, line) in lines.prefix(Self.mostTried).enumerated() {
      guard let header = TableHeader(line: line), header.names.count > 1 || mayBeNarrow else {
        continue
      }
      let rows = lines[(place + 1)...]
      let fitting = rows.count { header.fits($0) }
      if fitting > best?.fitting ?? 0, fitting * 2 >= rows.count { best = (fitting, header) }
    }
    guard let found = best?.header ?? (mayBeNarrow ? Self.counted(lines) : nil) else { return nil }
    self = found
  }

  private init(names: [String], separator: UInt8, line: [UInt8]?) {
    (self.names, self.separator, self.line) = (names, separator, line)
  }

  /// `nil` of a line that has numbers in it, or bytes of no text.
  private init?(line: [UInt8]) {
    guard String(validating: line, as: UTF8.self) != nil,
      !line.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0D })
    else { return nil }
    separator = Self.separator(of: line)
    names = TableParser.cells(of: line, separator)
    self.line = line
    guard names.allSatisfy({ TableParser.number($0, separator) == nil }),
      names.contains(where: { !$0.isEmpty })
    else { return nil }
  }

  /// Columns named by their places, for a table whose names are lost.
  private static func counted(_ lines: [[UInt8]]) -> TableHeader? {
    let rows = lines.filter { line in
      let sign = separator(of: line)
      let cells = TableParser.cells(of: line, sign)
      return cells.allSatisfy { $0.isEmpty || TableParser.number($0, sign) != nil }
    }
    guard rows.count >= 2, rows.count * 2 >= lines.count, let row = rows.last else { return nil }
    let sign = separator(of: row)
    let count = TableParser.cells(of: row, sign).count
    return TableHeader(
      names: (1...count).map { "column \($0)" }, separator: sign, line: nil)
  }

  /// Whether the columns have names in the file.
  var isNamed: Bool { line != nil }

  /// Whether a line is this one, which a resumed trainer may write once more.
  func isSame(as line: [UInt8]) -> Bool { self.line == line }

  private func fits(_ row: [UInt8]) -> Bool {
    let cells = TableParser.cells(of: row, separator)
    return cells.count == names.count && cells.contains { TableParser.number($0, separator) != nil }
  }

  /// A line that says something of the table and is no part of it.
  static func isComment(_ line: [UInt8]) -> Bool {
    line.first { $0 > 0x20 } == UInt8(ascii: "#")
  }

  private static func separator(of line: [UInt8]) -> UInt8 {
    separators.max { left, right in
      line.count { $0 == left } < line.count { $0 == right }
    } ?? UInt8(ascii: ",")
  }
}
