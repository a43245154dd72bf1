import Foundation

/// Rooms as text: `;` and a name, then the rows, then an empty line.
struct BoxobanText {
  struct Level {
    /// Where its first row stands, from 1.
    var line: Int
    var name: String?
    var rows: [String]
  }

  private(set) var levels: [Level] = []

  /// Whether a file holds rooms as text rather than JSON lines: its first character that is no
  /// space decides.
  static func isText(_ data: Data) -> Bool {
    let start = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data[...]
    guard let first = start.first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else {
      return false
    }
    return first == UInt8(ascii: ";") || first == UInt8(ascii: "#")
  }

  init(_ data: Data) {
    let text = String(decoding: data, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var name: String?
    var level: Level?
    for (index, line) in lines.enumerated() {
      let line = index == 0 && line.hasPrefix("\u{FEFF}") ? line.dropFirst() : line
      let isEmpty = line.allSatisfy(\.isWhitespace)
      if isEmpty || line.hasPrefix(";") {
        if let level { levels.append(level) }
        level = nil
        // A name counts for the room that follows it at once.
        name = isEmpty ? name : line.dropFirst().trimmingCharacters(in: .whitespaces)
      } else {
        if level == nil { level = Level(line: index + 1, name: name, rows: []) }
        level?.rows.append(String(line))
        name = nil
      }
    }
    if let level { levels.append(level) }
  }
}
