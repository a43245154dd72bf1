/// Cuts a JSON document: the elements of a list that fills it, or the one value that it is.
///
/// Only brackets and quotes are looked at; whether the rest is JSON says whoever reads the record.
/// What stands between records and is none is a record that cannot be read.
struct DocumentFramer: Framer {
  private var buffer = FrameBuffer()
  private var number = 0
  /// How much of the buffer was looked at.
  private var scanned = 0
  private var depth = 0
  /// The depth at which records stand: 1 in a list, 0 for one value, `nil` outside of both.
  private var level: Int?
  private var isInString = false
  private var isEscaped = false
  /// Where in the buffer the record under way begins.
  private var start: Int?
  /// Where in the file something stands that belongs to no record.
  private var stray: Int?
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

  mutating func settle() { buffer.settle() }

  mutating func next() -> Frame? {
    while scanned < buffer.count {
      let byte = buffer[scanned]
      scanned += 1
      guard start != nil else {
        if let frame = lookOutside(byte) { return frame }
        continue
      }
      if isInString {
        lookInString(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let frame = close() { return frame }
      default: break
      }
    }
    return takeTooLong()
  }

  private mutating func lookInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    }
  }

  // MARK: - Between records

  /// Looks at a byte that is in no record.
  ///
  /// - Returns: what stood before the record that begins with it, if that is none.
  private mutating func lookOutside(_ byte: UInt8) -> Frame? {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if level == nil, splitsLists, byte == UInt8(ascii: "[") {
        (level, depth) = (1, 1)
        return nil
      }
      if level == nil { level = 0 }
      start = scanned - 1
      depth += 1
      return takeStray(upTo: scanned - 1)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      (level, depth) = (nil, 0)
    case 0...0x20, UInt8(ascii: ","), 0xEF, 0xBB, 0xBF: break
    default: stray = stray ?? buffer.offset + scanned - 1
    }
    return nil
  }

  private mutating func takeStray(upTo place: Int) -> Frame? {
    guard let begin = stray else { return nil }
    stray = nil
    number += 1
    return Frame(
      offset: begin, length: buffer.offset + place - begin, number: number, bytes: [],
      problem: "something stands there that is no JSON object")
  }

  // MARK: - The ends of records

  private mutating func close() -> Frame? {
    depth = max(0, depth - 1)
    guard depth == level, let begin = start else { return nil }
    if level == 0 { level = nil }
    start = nil
    number += 1
    return Frame(
      offset: buffer.offset + begin, length: scanned - begin, number: number,
      bytes: buffer.slice(begin..<scanned))
  }

  /// Takes what is left where it is more than a record may be, such as behind a bracket that damage
  /// took away.
  private mutating func takeTooLong() -> Frame? {
    guard let begin = start, buffer.count - begin > FrameBuffer.longest else { return nil }
    return takeBroken(
      from: begin, to: scanned, "a value has no end within \(FrameBuffer.longest >> 20) MiB")
  }

  private mutating func takeBroken(from begin: Int, to place: Int, _ problem: String) -> Frame {
    (start, depth, isInString, isEscaped) = (nil, level ?? 0, false, false)
    scanned = place
    number += 1
    return Frame(
      offset: buffer.offset + begin, length: place - begin, number: number, bytes: [],
      problem: problem)
  }

  mutating func rest() -> Frame? {
    if let frame = next() { return frame }
    guard let begin = start else { return takeStray(upTo: buffer.count) }
    // Of a list the records behind a torn one may be whole.
    let second = SecondBeginning.place(in: buffer.slice(begin..<buffer.count))
    return takeBroken(
      from: begin, to: second.map { begin + $0 } ?? buffer.count,
      "the document ends in the middle of a value")
  }
}
