/// Recognizes files that are no logs, so that the message can say what they are.
enum ForeignFile {
  /// What the first bytes look like, in words; `nil` if they may be a log.
  static func name(of head: [UInt8]) -> String? {
    if let found = signatures.first(where: { head.starts(with: $0.0) }) { return found.1 }
    if head.contains(0) { return "a binary file" }
    guard let line = lines(of: head).first(where: { !$0.isEmpty }) else {
      return "a file of empty lines"
    }
    let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    switch first {
    case UInt8(ascii: "{"): return nameOfObjects(in: head)
    case UInt8(ascii: "["): return "a JSON list"
    default: return line.contains(UInt8(ascii: ",")) ? "a table with commas (CSV)" : "a text"
    }
  }

  static func hasSignature(_ head: [UInt8]) -> Bool {
    signatures.contains { head.starts(with: $0.0) }
  }

  /// A log is known by any line that is an event; one whose first line is still being written
  /// cannot be told from another and counts as a log.
  private static func nameOfObjects(in head: [UInt8]) -> String? {
    let whole = lines(of: head).dropLast()
    guard !whole.isEmpty else {
      return mayBecomeEvent(head) ? nil : "JSON without the key 'event'"
    }
    for line in whole where (try? EventLine.decode(Array(line))) != nil { return nil }
    return "JSON without the key 'event'"
  }

  /// Whether a line that is still being written begins as events do, whose kind comes first.
  private static func mayBecomeEvent(_ head: [UInt8]) -> Bool {
    let begin = head.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    return zip(begin, Array(#"{"event":"#.utf8)).allSatisfy(==)
  }

  static func lines(of head: [UInt8]) -> [ArraySlice<UInt8>] {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
    return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private static let signatures: [([UInt8], String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("%PDF".utf8), "a PDF document"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0xFF, 0xFE], utf16), ([0xFE, 0xFF], utf16),
    ([0x1F, 0x8B], "compressed by gzip; unpack it first"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd; unpack it first"),
    (Array("PK".utf8), "a ZIP archive"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    (Array("PAR1".utf8), "a Parquet table"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0x80, 0x02], "a Python pickle"), ([0x80, 0x03], "a Python pickle"),
    ([0x80, 0x04], "a Python pickle"), ([0x80, 0x05], "a Python pickle"),
  ]

  private static let utf16 =
    "a text in UTF-16, of which 'iconv -f UTF-16 -t UTF-8' makes one that can be read"
}
