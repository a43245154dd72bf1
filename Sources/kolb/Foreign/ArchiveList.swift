import RunLog

/// The list at the end of a ZIP file, which says what its members are called and where each begins.
struct ArchiveList {
  struct Entry {
    var name: String
    /// Bytes before the member's header.
    var offset: Int
  }

  private(set) var entries: [Entry] = []

  /// What is behind the list: 22 bytes, and a remark of at most 64 kB.
  private static let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let longestEnd = 22 + 65_535
  private static let entry: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
  private static let entryHeader = 46
  /// A longer list is not read.
  private static let largest = 64 << 20

  /// Reads the list of a file; `nil` where it has none that is whole.
  ///
  /// - Throws: `RunLogError` where the file cannot be read.
  init?(of file: OpenFile, size: Int) throws {
    let tailBegin = max(0, size - Self.longestEnd)
    let tail = try file.read(size - tailBegin, at: tailBegin)
    guard tail.count >= 22,
      let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
        tail[$0...].starts(with: Self.end)
      })
    else { return nil }
    let (count, length) = (Self.number(end + 10, 2, of: tail), Self.number(end + 12, 4, of: tail))
    let begin = Self.number(end + 16, 4, of: tail)
    guard length <= Self.largest, begin + length <= tailBegin + end else { return nil }
    let list = try file.read(length, at: begin)
    var place = 0
    for _ in 0..<count {
      guard place + Self.entryHeader <= list.count, list[place...].starts(with: Self.entry) else {
        return nil
      }
      let nameEnd = place + Self.entryHeader + Self.number(place + 28, 2, of: list)
      guard nameEnd <= list.count else { return nil }
      entries.append(
        Entry(
          name: String(
            decoding: list[(place + Self.entryHeader)..<nameEnd], as: UTF8.self),
          offset: Self.number(place + 42, 4, of: list)))
      place = nameEnd + Self.number(place + 30, 2, of: list) + Self.number(place + 32, 2, of: list)
    }
  }

  /// A number whose lowest byte is first.
  static func number(_ offset: Int, _ count: Int, of bytes: [UInt8]) -> Int {
    bytes[offset..<(offset + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
