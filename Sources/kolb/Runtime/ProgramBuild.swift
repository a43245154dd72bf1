import Basics
import Foundation

/// Which build of the program this is.
///
/// The linker writes a digest of everything that it linked into a note of the program (ELF,
/// `NT_GNU_BUILD_ID`), which is found without reading the rest.
enum ProgramBuild {
  /// Digits of the note; where there is none, of the whole program.
  static let identity = (try? note(ofProgram: program)) ?? digest(ofProgram: program)

  private static let program = "/proc/self/exe"

  /// The version alone would call two builds of it the same.
  static func digest(ofProgram path: String) -> String {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return version + "-" + FNV1a.hexadecimal(of: bytes)
  }

  /// The version that is written into every run.
  static let version = "0.1.0"

  /// - Returns: `nil` where the file has no such note.
  static func note(ofProgram path: String) throws -> String? {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    func bytes(_ count: Int, at offset: Int) throws -> [UInt8] {
      try file.seek(toOffset: UInt64(offset))
      return Array(try file.read(upToCount: count) ?? Data())
    }
    let header = try bytes(64, at: 0)
    // The magic number, 64 bits, the lowest byte first.
    guard header.count == 64, header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else {
      return nil
    }
    let (start, size, count) = (
      integer(header, at: 32, bytes: 8), integer(header, at: 54, bytes: 2),
      integer(header, at: 56, bytes: 2)
    )
    for index in 0..<count {
      let segment = try bytes(size, at: start + index * size)
      guard segment.count >= 56, integer(segment, at: 0, bytes: 4) == noteSegment else { continue }
      let length = min(integer(segment, at: 32, bytes: 8), 1 << 16)
      let notes = try bytes(length, at: integer(segment, at: 8, bytes: 8))
      if let identity = buildID(in: notes) { return identity }
    }
    return nil
  }

  private static let noteSegment = 4
  private static let buildIDNote = 3

  /// Notes follow one another: sizes of name and content, kind, name, content, each filled up to
  /// four bytes.
  private static func buildID(in notes: [UInt8]) -> String? {
    var offset = 0
    while offset + 12 <= notes.count {
      let name = integer(notes, at: offset, bytes: 4)
      let content = integer(notes, at: offset + 4, bytes: 4)
      let kind = integer(notes, at: offset + 8, bytes: 4)
      let begin = offset + 12 + (name + 3) / 4 * 4
      guard name < notes.count, content < notes.count, begin + content <= notes.count else {
        return nil
      }
      if kind == buildIDNote {
        return notes[begin..<(begin + content)].map { byte in
          let digits = String(byte, radix: 16)
          return digits.count < 2 ? "0" + digits : digits
        }.joined()
      }
      offset = begin + (content + 3) / 4 * 4
    }
    return nil
  }

  /// A number with its lowest byte first.
  private static func integer(_ bytes: [UInt8], at offset: Int, bytes count: Int) -> Int {
    bytes[offset..<(offset + count)].reversed().reduce(0) { ($0 << 8 | Int($1)) & Int.max }
  }
}
