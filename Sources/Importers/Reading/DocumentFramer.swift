/// Cuts a JSON document: the elements of a list that fills it, or the one value that it is.
///
/// Only brackets and quotes are looked at; whether the rest is JSON says whoever reads the record.
struct DocumentFramer: Framer {
  private var buffer = FrameBuffer()
  private var number = 0
  /// How much of the buffer was looked at.
  private var scanned = 0
  private var depth = 0
  /// The depth at which records stand: 1 in a list, 0 for one value.
  private var level: Int?
  private var isInString = false
  private var isEscaped = false
  /// Where in the buffer the record under way begins.
  private var start: Int?
  private let splitsLists: Bool

  init(splitsLists: Bool) { self.splitsLists = splitsLists }

  var end: Int { buffer.end }

  mutating func append(_ bytes: [UInt8]) {
    // What stands between records is used up.
    let spare = start ?? scanned
    buffer.drop(spare)
    scanned -= spare
    if start != nil { start = 0 }
    buffer.append(bytes)
  }

  /// Takes what is left where it is more than a record may be, such as behind a bracket that damage
  /// took away.
  private mutating func takeTooLong() -> Frame? {
    guard let begin = start, buffer.count - begin > FrameBuffer.longest else { return nil }
    (start, depth, isInString) = (nil, level ?? 0, false)
    number += 1
    return Frame(
      offset: buffer.offset + begin, length: scanned - begin, number: number, bytes: [],
      problem: "a value has no end within \(FrameBuffer.longest >> 20) MiB")
  }

  mutating func settle() { buffer.settle() }

  mutating func next() -> Frame? {
    while scanned < buffer.count {
      let byte = buffer[scanned]
      scanned += 1
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): open(byte)
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let frame = close() { return frame }
      default: break
      }
    }
    return takeTooLong()
  }

  private mutating func open(_ byte: UInt8) {
    if level == nil { level = splitsLists && byte == UInt8(ascii: "[") ? 1 : 0 }
    if depth == level, start == nil { start = scanned - 1 }
    depth += 1
  }

  private mutating func close() -> Frame? {
    depth = max(0, depth - 1)
    guard depth == level, let begin = start else { return nil }
    start = nil
    number += 1
    return Frame(
      offset: buffer.offset + begin, length: scanned - begin, number: number,
      bytes: buffer.slice(begin..<scanned))
  }

  mutating func rest() -> Frame? {
    guard let begin = start else { return nil }
    start = nil
    number += 1
    return Frame(
      offset: buffer.offset + begin, length: buffer.count - begin, number: number, bytes: [],
      problem: "the document ends in the middle of a value")
  }
}
