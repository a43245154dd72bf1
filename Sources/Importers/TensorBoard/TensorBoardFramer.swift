/// Cuts an event file: the length of a record with its checksum, the record with its own.
struct TensorBoardFramer: Framer {
  private var buffer = FrameBuffer()
  private var number = 0
  /// Nothing behind a damaged length can be found.
  private var isLost = false

  var end: Int { buffer.end }

  mutating func append(_ bytes: [UInt8]) { buffer.append(bytes) }

  private static let frame = 12 + 4

  mutating func settle() { buffer.settle() }

  mutating func next() -> Frame? {
    guard !isLost else {
      buffer.drop(buffer.count)
      return nil
    }
    guard buffer.count >= 12 else { return nil }
    let length = number(at: 0, bytes: 8)
    guard Checksum.masked(buffer.slice(0..<8)) == UInt32(number(at: 8, bytes: 4)),
      length <= UInt64(FrameBuffer.longest)
    else {
      isLost = true
      return take(
        buffer.count, body: 0..<0,
        problem: "the length of a record is damaged; what follows is left out")
    }
    let size = Int(length)
    guard buffer.count >= size + Self.frame else { return nil }
    let body = 12..<(12 + size)
    let isWhole =
      Checksum.masked(buffer.slice(body)) == UInt32(number(at: 12 + size, bytes: 4))
    return take(
      size + Self.frame, body: body, problem: isWhole ? nil : "the checksum does not match")
  }

  mutating func rest() -> Frame? {
    guard buffer.count > 0, !isLost else { return nil }
    return take(buffer.count, body: 0..<0, problem: "the file ends in the middle of a record")
  }

  private mutating func take(_ count: Int, body: Range<Int>, problem: String?) -> Frame {
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
