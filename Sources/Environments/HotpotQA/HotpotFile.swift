import Foundation

/// Questions from a file: the official JSON list, the Hugging Face variant as a list, or either as
/// JSON lines.
///
/// An item that cannot be used is kept as a problem with its place, and skipped.
package struct HotpotFile: Sendable {
  package struct Entry: Sendable {
    /// The index in a list, from 0, or the line of JSON lines, from 1.
    package let place: Int
    package let item: HotpotItem
  }

  package private(set) var entries: [Entry] = []
  package private(set) var problems: [TaskFileProblem] = []

  /// - Parameters:
  ///   - path: the file.
  ///   - needsContext: whether an item without paragraphs is of no use, because nothing else is
  ///     searched.
  /// - Throws: `TaskFileError` where the file cannot be read, or is a list without an end.
  package init(path: String, needsContext: Bool = true) throws(TaskFileError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .cannotRead(file: path, reason: "it is missing, a folder or not permitted")
    }
    try self.init(data: data, file: path, needsContext: needsContext)
  }

  package init(data: Data, file: String, needsContext: Bool = true) throws(TaskFileError) {
    let start = data.drop { Self.padding.contains($0) }.first
    if start == UInt8(ascii: "[") {
      try readList(data, file: file)
    } else {
      let lines = TaskFile<HotpotItem>(data: data, file: file)
      problems = lines.problems
      entries = lines.rows.map { Entry(place: $0.line, item: $0.row) }
    }
    let unit: TaskFileProblem.Unit = start == UInt8(ascii: "[") ? .index : .line
    check(file: file, unit: unit, needsContext: needsContext)
  }

  /// White space and the bytes of a byte order mark.
  private static let padding: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]

  private mutating func readList(_ data: Data, file: String) throws(TaskFileError) {
    let rows: [Attempted]
    do {
      rows = try JSONDecoder().decode([Attempted].self, from: data)
    } catch {
      throw Self.isClosed(data)
        ? .broken(file: file, reason: "it is no JSON list")
        : .broken(file: file, reason: "it ends in the middle of its JSON list")
    }
    for (index, row) in rows.enumerated() {
      switch row {
      case .item(let item): entries.append(Entry(place: index, item: item))
      case .broken(let reason):
        problems.append(TaskFileProblem(file: file, line: index, text: reason, unit: .index))
      }
    }
  }

  /// Whether every string, list and object ends that begins.
  private static func isClosed(_ data: Data) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in data {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      } else if isInString {
        isEscaped = byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        depth -= 1
      }
    }
    return depth <= 0 && !isInString
  }

  /// Sorts out items that can be read but not used, and names those that have no name.
  private mutating func check(file: String, unit: TaskFileProblem.Unit, needsContext: Bool) {
    var usable: [Entry] = []
    for entry in entries {
      if let flaw = entry.item.flaw(needsContext: needsContext) {
        problems.append(
          TaskFileProblem(file: file, line: entry.place, text: flaw, unit: unit))
      } else if entry.item.id.isEmpty {
        var item = entry.item
        item.id = "\(unit.rawValue)-\(entry.place)"
        usable.append(Entry(place: entry.place, item: item))
      } else {
        usable.append(entry)
      }
    }
    entries = usable
    problems.sort { $0.line < $1.line }
  }

  /// One element of a list: a broken one does not break the others.
  private enum Attempted: Decodable {
    case item(HotpotItem)
    case broken(String)

    init(from decoder: any Decoder) {
      do {
        self = .item(try HotpotItem(from: decoder))
      } catch {
        let depth = decoder.codingPath.count
        self = .broken(TaskFile<HotpotItem>.words(for: error, below: depth))
      }
    }
  }
}

extension HotpotItem {
  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  /// Why the item cannot be asked, or `nil`.
  fileprivate func flaw(needsContext: Bool) -> String? {
    if Self.isBlank(question) { return "The question is empty. Write one." }
    if Self.isBlank(answer) { return "The answer is empty. Write the one that is right." }
    if needsContext && !context.contains(where: { !Self.isBlank($0.text) }) {
      return "The question has no context. Add its paragraphs, or name a corpus to search."
    }
    return nil
  }
}
