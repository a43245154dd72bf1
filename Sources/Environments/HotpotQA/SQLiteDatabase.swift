import CSQLite

/// A connection to a SQLite database, used by one thread at a time.
final class SQLiteDatabase {
  private let handle: OpaquePointer
  /// Statements by their text, so that each is compiled once.
  private var statements: [String: OpaquePointer] = [:]

  /// Opens a file, or a database in memory where no path is given.
  init(path: String?, isReadOnly: Bool = false) throws(SQLiteError) {
    var handle: OpaquePointer?
    let flags =
      isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(path ?? ":memory:", &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let handle, code == SQLITE_OK else {
      let error = SQLiteError(handle)
      sqlite3_close_v2(handle)
      throw error
    }
    self.handle = handle
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(handle)
  }

  /// A value bound to a place of a statement.
  enum Value {
    case text(String)
    case integer(Int)
  }

  /// Runs a statement and returns the texts of its rows.
  @discardableResult
  func rows(_ sql: String, _ values: [Value] = []) throws(SQLiteError) -> [[String]] {
    let statement = try compiled(sql)
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1), statement) }
    var rows: [[String]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_DONE: return rows
      case SQLITE_ROW:
        rows.append((0..<sqlite3_column_count(statement)).map { Self.text(statement, $0) })
      default: throw SQLiteError(handle)
      }
    }
  }

  private func compiled(_ sql: String) throws(SQLiteError) -> OpaquePointer {
    if let statement = statements[sql] { return statement }
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw SQLiteError(handle)
    }
    statements[sql] = statement
    return statement
  }

  private func bind(
    _ value: Value, at place: Int32, _ statement: OpaquePointer
  ) throws(SQLiteError) {
    let code =
      switch value {
      case .text(let text): kolb_bind_text(statement, place, text, Int32(text.utf8.count))
      case .integer(let integer): sqlite3_bind_int64(statement, place, Int64(integer))
      }
    if code != SQLITE_OK { throw SQLiteError(handle) }
  }

  private static func text(_ statement: OpaquePointer, _ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}

/// What SQLite says went wrong.
package struct SQLiteError: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ handle: OpaquePointer?) {
    description = sqlite3_errmsg(handle).map { String(cString: $0) } ?? "out of memory"
  }
}
