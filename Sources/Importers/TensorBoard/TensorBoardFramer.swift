/// Cuts an event file: the length of a record with its checksum, the record with its own.
struct TensorBoardFramer: Framer {
  private var buffer = FrameBuffer()
  private var number = 0
  /// Whether the next record is looked for, behind one that is damaged.
  private var isLost = false

  var end: Int { buffer.end }

  mutating func append(_ bytes: [UInt8]) { buffer.append(bytes) }

  private static let header = 12
  private static let frame = header + 4

  mutating func settle() { buffer.settle() }

  mutating func next() -> Frame? {
    if isLost, !findHeader() { return nil }
    guard buffer.count >= Self.header else { return nil }
    guard hasHeader else { return lose("the length of a record is damaged") }
    let size = Int(number(at: 0, bytes: 8))
    guard buffer.count >= size + Self.frame else { return nil }
    let body = Self.header..<(Self.header + size)
    guard Checksum.masked(buffer.slice(body)) == UInt32(number(at: Self.header + size, bytes: 4))
    else {
      // Where bytes are missing, what follows begins earlier than the length says.
      return lose("the checksum does not match")
    }
    return take(size + Self.frame, body: body)
  }

  /// Whether a length stands here that its checksum confirms.
  private var hasHeader: Bool {
    number(at: 0, bytes: 8) <= UInt64(FrameBuffer.longest)
      && Checksum.masked(buffer.slice(0..<8)) == UInt32(number(at: 8, bytes: 4))
  }

  /// Drops what is no header.
  ///
  /// - Returns: whether one was found in what is there.
  private mutating func findHeader() -> Bool {
    while buffer.count >= Self.header {
      if hasHeader {
        isLost = false
        return true
      }
      buffer.drop(1)
    }
    return false
  }

  /// Counts a damaged record, behind whose beginning the next is looked for.
  private mutating func lose(_ problem: String) -> Frame {
    isLost = true
    return take(1, body: 0..<0, problem: problem)
  }

  mutating func rest() -> Frame? {
    if let frame = next() { return frame }
    guard buffer.count > 0, !isLost else { return nil }
    return take(buffer.count, body: 0..<0, problem: "the file ends in the middle of a record")
  }

  private mutating func take(_ count: Int, body: Range<Int>, problem: String? = nil) -> Frame {
    number += 1
    let frame = Frame(
      offset: buffer.offset, length: count, number: number, bytes: buffer.slice(body),
      problem: problem)
    buffer.drop(count)
    return frame
  }

  private func number(at place: Int, bytes: Int) -> UInt64 {
    (0..<bytes).reversed().reduce(0) { $0 << 8 | UInt64(buffer[place + $1]) }
  }
}
