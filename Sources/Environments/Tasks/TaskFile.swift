import Foundation

/// A row of a task file that cannot be used: `file:line: what, what to do`.
package struct TaskFileProblem: Error, Equatable, CustomStringConvertible {
  package let file: String
  /// Counted from 1, or the index of an element.
  package let line: Int
  package let text: String
  package let unit: Unit

  /// What places of a file are counted in.
  package enum Unit: String, Sendable {
    case line
    /// Elements of a list, from 0.
    case index
  }

  package init(file: String, line: Int, text: String, unit: Unit = .line) {
    self.file = file
    self.line = line
    self.text = text
    self.unit = unit
  }

  package var description: String {
    switch unit {
    case .line: "\(file):\(line): \(text)"
    case .index: "\(file): item with index \(line): \(text)"
    }
  }
}

/// A task file that cannot be read at all.
package enum TaskFileError: Error, Equatable, CustomStringConvertible {
  case cannotRead(file: String, reason: String)
  case broken(file: String, reason: String)
  case empty(file: String, wanted: String)

  package var description: String {
    switch self {
    case .cannotRead(let file, let reason):
      "\(file): The task file cannot be read (\(reason)). Name a file of JSON lines."
    case .broken(let file, let reason):
      "\(file): The file cannot be used: \(reason). Get it again, whole."
    case .empty(let file, let wanted):
      "\(file): There is no \(wanted) in it that can be used. Correct its rows or name another file."
    }
  }
}

/// Rows of a file of JSON lines, one task a line; blank lines count but are no rows.
///
/// A row that is no JSON of the wanted shape is a problem beside the others, never an end.
package struct TaskFile<Row: Decodable> {
  package private(set) var rows: [(line: Int, row: Row)] = []
  package private(set) var problems: [TaskFileProblem] = []

  /// - Throws: `TaskFileError` where there is no such file, or it cannot be read.
  package init(path: String) throws(TaskFileError) {
    self.init(data: try Self.contents(of: path), file: path)
  }

  /// The bytes of a file of tasks.
  ///
  /// - Throws: `TaskFileError` where there is no such file, or it cannot be read.
  static func contents(of path: String) throws(TaskFileError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .cannotRead(file: path, reason: reason(error))
    }
  }

  /// Rows from bytes; `file` is the name that problems are reported under.
  package init(data: Data, file: String) {
    let decoder = JSONDecoder()
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let line = Self.withoutByteOrderMark(bytes)
      guard line.contains(where: { !Self.isSpace($0) }) else { continue }
      do {
        rows.append((index + 1, try decoder.decode(Row.self, from: Data(line))))
      } catch {
        problems.append(
          TaskFileProblem(file: file, line: index + 1, text: Self.words(for: error)))
      }
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func withoutByteOrderMark(_ bytes: Data) -> Data {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission: "no permission"
    default: "it may be a folder or broken"
    }
  }

  /// What is wrong with a row, whose own path is `depth` long.
  static func words(for error: any Error, below depth: Int = 0) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _):
      "The key '\(key.stringValue)' is missing. Add it to the row."
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      context.codingPath.count <= depth
        ? "The row is no JSON object. Write one object a line."
        : "The key '\(path(context, below: depth))' is not \(name(of: type)). Correct its value."
    case .dataCorrupted(let context) where context.codingPath.count > depth:
      "The key '\(path(context, below: depth))' has a value that cannot be used. Correct it."
    default: "The row is no JSON. Write one object a line."
    }
  }

  private static func path(_ context: DecodingError.Context, below depth: Int) -> String {
    context.codingPath.dropFirst(depth)
      .map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
      .joined(separator: " ")
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Int.Type: "a whole number"
    case is Bool.Type: "true or false"
    // A list is asked for as one of anything.
    default: "\(type)".hasPrefix("Array") ? "a list" : "of the right kind"
    }
  }
}

/// A name that some writers give as a number.
struct TaskIdentifier: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      text = "\(number)"
    } else {
      text = try container.decode(String.self)
    }
  }
}
