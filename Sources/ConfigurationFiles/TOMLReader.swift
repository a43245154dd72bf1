import RLCore

/// Reads TOML 1.0 and says of every value on which line its key stands.
///
/// A library would do, but the one that Swift has (TOMLKit, around toml++ 3.4) stops the program
/// at an ordinary slip such as `size = [4, }`, and keeps no lines.
struct TOMLReader {
  /// A value with the keys that lead to it: an inline table's values are entries of their own,
  /// and a table without any is one too.
  struct Entry: Equatable {
    var path: [String]
    var value: OptionValue
    /// Counted from 1.
    var line: Int
  }

  struct SyntaxError: Error, Equatable {
    var line: Int
    var reason: String
  }

  /// What was read, up to the fault if there is one.
  private(set) var entries: [Entry] = []
  private(set) var fault: SyntaxError?

  private var scanner: TOMLScanner
  /// The table whose header was read last.
  private var table: [String] = []
  private var headers: Set<[String]> = []
  private var values: Set<[String]> = []

  init(_ text: String) {
    // Some editors put a byte-order mark in front.
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    scanner = TOMLScanner(hasMark ? String(text.unicodeScalars.dropFirst()) : text)
    do throws(SyntaxError) {
      try readDocument()
    } catch {
      fault = error
    }
  }

  /// One value, if the text is exactly one.
  static func value(of text: String) -> OptionValue? {
    let reader = TOMLReader("value = " + text)
    guard reader.fault == nil, reader.entries.count == 1, reader.entries[0].path == ["value"]
    else { return nil }
    return reader.entries[0].value
  }

  private mutating func readDocument() throws(SyntaxError) {
    try scanner.skipBlank()
    while let byte = scanner.peek {
      if byte == UInt8(ascii: "[") {
        try readHeader()
      } else {
        try readSetting(in: table)
      }
      try scanner.endLine()
      try scanner.skipBlank()
    }
  }

  private mutating func readHeader() throws(SyntaxError) {
    let line = scanner.line
    scanner.advance()
    let isList = scanner.skip("[")
    table = try scanner.key()
    guard scanner.skip("]"), !isList || scanner.skip("]") else {
      throw scanner.error("a table's name is not closed by ']'")
    }
    if isList {
      entries.append(Entry(path: table, value: .other("a list of tables"), line: line))
    } else {
      guard headers.insert(table).inserted, !values.contains(table) else {
        throw SyntaxError(line: line, reason: "'\(table.joined(separator: "."))' is given twice")
      }
      entries.append(Entry(path: table, value: .other(Self.table), line: line))
    }
  }

  /// Reads `key = value`; `table` is where the key is looked up.
  private mutating func readSetting(in table: [String]) throws(SyntaxError) {
    let line = scanner.line
    let path = try table + scanner.key()
    guard scanner.skip("=") else { throw scanner.error("there is no '=' behind the key") }
    guard !Self.prefixes(of: path, beyond: table.count).contains(where: values.contains),
      values.insert(path).inserted, !headers.contains(path)
    else {
      throw SyntaxError(line: line, reason: "'\(path.joined(separator: "."))' is given twice")
    }
    scanner.skipSpaces()
    if scanner.peek == UInt8(ascii: "{") {
      try readInlineTable(path, line: line)
    } else {
      entries.append(Entry(path: path, value: try scanner.value(depth: 0), line: line))
    }
  }

  private mutating func readInlineTable(_ path: [String], line: Int) throws(SyntaxError) {
    guard path.count < TOMLScanner.deepest else {
      throw scanner.error("tables are nested too deep")
    }
    scanner.advance()
    values.remove(path)
    entries.append(Entry(path: path, value: .other(Self.table), line: line))
    scanner.skipSpaces()
    if !scanner.skip("}") {
      repeat { try readSetting(in: path) } while scanner.skip(",")
      guard scanner.skip("}") else { throw scanner.error("a table is not closed by '}'") }
    }
    values.insert(path)
  }

  /// The paths of the tables between a header's table and a dotted key.
  private static func prefixes(of path: [String], beyond count: Int) -> [[String]] {
    ((count + 1)..<max(count + 1, path.count)).map { Array(path.prefix($0)) }
  }

  /// What a table is called where a plain value is expected.
  static let table = "a table"
}
