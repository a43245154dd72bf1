import Basics
import RunLog

/// The name of a file and its beginning, by which its kind is known.
package struct FileHead: Sendable {
  let name: String
  let bytes: [UInt8]

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Long enough for one record of most files.
  static let size = 256 << 10

  /// `nil` where there is no file that can be read.
  init?(path: String) {
    guard let file = try? OpenFile.regular(path), let bytes = try? file.read(Self.size, at: 0)
    else { return nil }
    self.init(name: Folder.name(of: path), bytes: bytes)
  }

  /// The first line that is not empty, as JSON; also where it is longer than the head, which then
  /// has the names of its first members only.
  var firstObject: JSONValue? {
    let line = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
      .first { $0.contains { $0 > 0x20 } }
    guard let line else { return nil }
    return try? JSONValue(parsing: line, as: .python)
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

  /// Whether the head begins with a sign, blanks aside.
  func begins(with sign: Unicode.Scalar) -> Bool {
    bytes.first { $0 > 0x20 } == UInt8(ascii: sign)
  }
}
