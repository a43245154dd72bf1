import Basics
import RunLog

/// The name of a file and its beginning, by which its kind is known.
package struct FileHead: Sendable {
  let name: String
  let bytes: [UInt8]
  /// Whether it comes through a pipe, so that only what it holds tells its kind, and what a program
  /// says before its first record may stand before that.
  let isNameless: Bool

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = ByteOrderMark.dropped(from: bytes)
    isNameless = false
  }

  /// The beginning of what comes through a pipe.
  init(nameless bytes: [UInt8]) {
    name = ""
    self.bytes = ByteOrderMark.dropped(from: bytes)
    isNameless = true
  }

  /// Long enough for some records of most files.
  static let size = 256 << 10
  /// Where a single record is longer than that, more is read, but never more than this.
  static let longest = 4 << 20

  /// `nil` where there is no file that can be read.
  init?(path: String, isNameless: Bool = false) {
    guard let file = try? OpenFile.regular(path), var bytes = try? file.read(Self.size, at: 0)
    else { return nil }
    if bytes.count == Self.size, !bytes.contains(UInt8(ascii: "\n")) {
      bytes = (try? file.read(Self.longest, at: 0)) ?? bytes
      if bytes.count == Self.longest { bytes += Self.lines(behindFirstOf: file) }
    }
    if isNameless {
      self.init(nameless: bytes)
    } else {
      self.init(name: Folder.name(of: path), bytes: bytes)
    }
  }

  /// What stands behind a first line of which only the beginning is in the head.
  private static func lines(behindFirstOf file: OpenFile) -> [UInt8] {
    var place = longest
    while place < FrameBuffer.longest {
      guard let bytes = try? file.read(longest, at: place), !bytes.isEmpty else { break }
      if let newline = bytes.newline(from: 0) {
        return (try? file.read(size, at: place + newline)) ?? []
      }
      place += bytes.count
    }
    return []
  }

  /// So many lines are looked at: the first may be damaged, or tell of the others.
  private static let mostLines = 64
  /// The same of what comes through a pipe, where a program may say much before it writes records.
  private static let mostNamelessLines = 4096

  /// The first lines that are not blank.
  var lines: [ArraySlice<UInt8>] {
    let most = isNameless ? Self.mostNamelessLines : Self.mostLines
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty, lines.count < most {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest.dropFirst(line.count + 1)
      if line.contains(where: { $0 > 0x20 }) { lines.append(line) }
    }
    return lines
  }

  /// Whether one of the first lines is an object of which something holds, and they are objects for
  /// the most part: a page of text may show one, too.
  func hasObject(where holds: (JSONValue) -> Bool) -> Bool {
    let isObject = { (line: ArraySlice<UInt8>) in
      line.first { $0 > 0x20 } == UInt8(ascii: "{")
    }
    let lines = isNameless ? Array(lines.drop { !isObject($0) }) : lines
    let objects = lines.filter(isObject)
    guard objects.count * 2 >= lines.count else { return false }
    return objects.contains { line in
      (try? JSONValue(parsing: line, as: .python)).map(holds) ?? false
    }
  }

  /// Whether it has lines of objects with these names: by its ending and its words, since a line may
  /// be damaged; where it has no name, by an object that is whole.
  func hasLines(naming names: String...) -> Bool {
    let hasWords = hasLine(beginningWith: "{") && names.allSatisfy { contains("\"\($0)\"") }
    guard hasWords, isNameless else { return hasWords && name.hasSuffix(".jsonl") }
    // Of a record that is longer than the beginning only that is there.
    let isCut = bytes.count >= Self.longest && bytes.newline(from: 0) ?? .max >= Self.longest
    return isCut || hasObject { object in names.allSatisfy { object[$0] != nil } }
  }

  /// Whether there are lines and none of them can be read as an object.
  var isUnreadable: Bool {
    !lines.isEmpty && !lines.contains { (try? JSONValue(parsing: $0, as: .python)) != nil }
  }

  /// Whether a text stands in the head.
  func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    return bytes.withUnsafeBytes { raw in
      var place = 0
      while place + wanted.count <= raw.count {
        if raw[place] == first, raw[place..<(place + wanted.count)].elementsEqual(wanted) {
          return true
        }
        place += 1
      }
      return false
    }
  }

  /// Whether one of the first lines begins with a sign, blanks aside.
  func hasLine(beginningWith sign: Unicode.Scalar) -> Bool {
    lines.contains { $0.first { $0 > 0x20 } == UInt8(ascii: sign) }
  }
}
