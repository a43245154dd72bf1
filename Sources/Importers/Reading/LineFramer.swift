/// Cuts lines.
struct LineFramer: Framer {
  private var buffer = FrameBuffer()
  private var number = 0
  /// Up to where no newline is.
  private var searched = 0
  /// Whether a last line without its newline counts when it ends as an object does.
  private let endsWithObject: Bool
  /// Whether a line was taken whose newline may still come.
  private var isBehindRest = false
  /// How many bytes of a line that is too long were dropped.
  private var dropped = 0

  init(endsWithObject: Bool) { self.endsWithObject = endsWithObject }

  var end: Int { buffer.end }

  mutating func append(_ bytes: [UInt8]) {
    if buffer.count > FrameBuffer.longest {
      dropped += buffer.count
      buffer.drop(buffer.count)
      searched = 0
    }
    buffer.append(bytes)
  }

  mutating func settle() { buffer.settle() }

  mutating func next() -> Frame? {
    if isBehindRest, buffer.count > 0 {
      isBehindRest = false
      if buffer[0] == UInt8(ascii: "\n") { buffer.drop(1) }
      searched = 0
    }
    guard let newline = buffer.newline(from: searched) else {
      searched = buffer.count
      return nil
    }
    return take(newline, withNewline: true)
  }

  mutating func rest() -> Frame? {
    guard buffer.count > 0 || dropped > 0 else { return nil }
    isBehindRest = true
    return take(buffer.count, withNewline: false)
  }

  var mayBeWhole: Bool {
    guard endsWithObject, dropped == 0, buffer.count > 1 else { return false }
    return buffer[buffer.count - 1] == UInt8(ascii: "}")
  }

  private mutating func take(_ count: Int, withNewline: Bool) -> Frame {
    number += 1
    let length = count + (withNewline ? 1 : 0)
    var frame = Frame(
      offset: buffer.offset - dropped, length: length + dropped, number: number,
      bytes: dropped > 0 ? [] : buffer.slice(0..<count))
    if dropped > 0 || count > FrameBuffer.longest {
      frame.problem = "the line has no end within \(FrameBuffer.longest >> 20) MiB"
    }
    buffer.drop(length)
    searched = 0
    dropped = 0
    return frame
  }
}
