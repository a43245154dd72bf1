/// What the first bytes of a stream tell of it.
package enum StreamBeginning {
  /// Whether a line of them is an event of a run.
  package static func hasEvent(_ bytes: [UInt8]) -> Bool {
    ForeignFile.lines(of: bytes).contains { line in
      // Looked at first, because reading a line costs more.
      line.first { $0 > 0x20 } == UInt8(ascii: "{")
        && (try? EventLine.decode(Array(line))) != nil
    }
  }

  private static let opening = Array(#"{"event":"#.utf8)

  /// Whether one of the lines begins as every event does.
  package static func beginsAsEvent(_ bytes: [UInt8]) -> Bool {
    ForeignFile.lines(of: bytes).contains { line in
      line.lazy.filter { $0 > 0x20 }.prefix(opening.count).elementsEqual(opening)
    }
  }

  /// What they look like, in words.
  package static func words(for bytes: [UInt8]) -> String {
    ForeignFile.name(of: bytes) ?? "JSON that is not whole"
  }

  /// Whether they are of no text.
  package static func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.contains(0) || ForeignFile.hasSignature(bytes)
  }
}
