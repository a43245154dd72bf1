import Basics
import Glibc
import RunModel

/// Cuts bytes that come in pieces into lines, and knows where in the whole each line stands.
struct LineSplitter {
  /// A line with more bytes is skipped as broken.
  static let longestLine = 16 << 20

  struct Line {
    /// Bytes before the line in the whole.
    var offset: Int
    /// Bytes of the line with its newline.
    var length: Int
    /// Where in the buffer its bytes are, without the newline.
    fileprivate var place: Range<Int>
    /// Longer than a line may be: its bytes were dropped.
    var isTooLong = false
  }

  private var buffer: [UInt8] = []
  /// Bytes before the buffer in the whole.
  private var bufferOffset = 0
  /// Where in the buffer the next line begins, and up to where no newline is.
  private var lineStart = 0
  private var searched = 0
  /// Bytes already dropped of a line that is too long.
  private var dropped = 0

  /// Cuts what follows so many bytes of the whole, which end a line.
  init(from offset: Int = 0) { bufferOffset = offset }

  /// Bytes seen so far.
  var end: Int { bufferOffset + buffer.count }

  mutating func append(_ bytes: [UInt8]) {
    if lineStart > 0 {
      buffer.removeFirst(lineStart)
      bufferOffset += lineStart
      searched -= lineStart
      lineStart = 0
    }
    if buffer.count > Self.longestLine {
      dropped += buffer.count
      bufferOffset += buffer.count
      buffer = []
      searched = 0
    }
    buffer += bytes
  }

  /// The next line that has its newline; its bytes stay until more are appended.
  mutating func next() -> Line? {
    guard let newline = buffer.newline(from: searched) else {
      searched = buffer.count
      return nil
    }
    searched = newline + 1
    return takeLine(to: newline, next: newline + 1)
  }

  /// What is left without a newline.
  mutating func rest() -> Line? {
    guard lineStart < buffer.count || dropped > 0 else { return nil }
    searched = buffer.count
    return takeLine(to: buffer.count, next: buffer.count)
  }

  /// A copy of a line without its newline.
  func bytes(of line: Line) -> [UInt8] { Array(buffer[line.place]) }

  /// Whether a line begins with these bytes.
  func line(_ line: Line, begins bytes: [UInt8]) -> Bool {
    buffer[line.place].starts(with: bytes)
  }

  /// The event of a line; `nil` for one of spaces only.
  func decode(_ line: Line) throws(JSONProblem) -> LoggedEvent? {
    let result = buffer.withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) in
        try Self.decode(UnsafeRawBufferPointer(rebasing: bytes[line.place]), at: line.offset)
      }
    }
    return try result.get()
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(JSONProblem) -> LoggedEvent? {
    try text(of: bytes, at: offset).map { text throws(JSONProblem) in try EventLine.decode(text) }
  }

  /// A line without the mark that a log may begin with; `nil` for one of spaces only.
  static func text(of bytes: UnsafeRawBufferPointer, at offset: Int) -> UnsafeRawBufferPointer? {
    let hasMark = offset == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = UnsafeRawBufferPointer(rebasing: bytes[(hasMark ? 3 : 0)...])
    return text.contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } ? text : nil
  }

  private mutating func takeLine(to end: Int, next: Int) -> Line {
    let length = dropped + next - lineStart
    let line = Line(
      offset: bufferOffset + lineStart - dropped, length: length, place: lineStart..<end,
      isTooLong: length > Self.longestLine)
    lineStart = next
    dropped = 0
    return line
  }
}

extension [UInt8] {
  /// The place of the next newline.
  package func newline(from start: Int) -> Int? {
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
