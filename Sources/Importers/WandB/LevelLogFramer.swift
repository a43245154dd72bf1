/// Cuts a log of LevelDB's form: blocks of 32 KiB, in which records have a checksum, a length and
/// whether they go on in the next block.
struct LevelLogFramer: Framer {
  private static let block = 32 << 10
  private static let header = 7
  /// ":W&B", a magic number and a version, which count as part of the first block.
  private static let begin = 7

  private var buffer = FrameBuffer()
  private var number = 0
  private var hasBegun = false
  /// The parts of a record that goes on, and where it began.
  private var parts: [UInt8] = []
  private var partsBegin: Int?
  /// Why what was cut out cannot be read.
  private var problem: String?

  var end: Int { buffer.end }

  mutating func append(_ bytes: [UInt8]) { buffer.append(bytes) }

  mutating func settle() { buffer.settle() }

  mutating func next() -> Frame? {
    if !hasBegun {
      guard buffer.count >= Self.begin else { return nil }
      buffer.drop(Self.begin)
      hasBegun = true
    }
    while true {
      let room = Self.block - buffer.offset % Self.block
      if room < Self.header {
        guard buffer.count >= room else { return nil }
        buffer.drop(room)
        continue
      }
      guard buffer.count >= Self.header else { return nil }
      let length = Int(buffer[4]) | Int(buffer[5]) << 8
      guard length + Self.header <= room else {
        // Nothing in this block can be told apart any more.
        guard buffer.count >= room else { return nil }
        return skip(room, "the length of a record is damaged")
      }
      guard buffer.count >= length + Self.header else { return nil }
      if let frame = takePart(length) { return frame }
    }
  }

  /// Takes a part of a record.
  ///
  /// - Returns: the record, where it ends with this part or is damaged.
  private mutating func takePart(_ length: Int) -> Frame? {
    let kind = buffer[6]
    let count = length + Self.header
    // The end of a block that was made large beforehand.
    guard kind != 0 || length != 0 else {
      buffer.drop(count)
      return nil
    }
    guard crc == Checksum.ieee(buffer.slice(6..<count)) else {
      return skip(count, "the checksum does not match")
    }
    if kind == 1 || kind == 2 {
      parts = []
      partsBegin = buffer.offset
    }
    guard let begin = partsBegin, (1...4).contains(kind) else {
      return skip(count, "a record has no beginning")
    }
    parts += buffer.slice(Self.header..<count)
    buffer.drop(count)
    guard kind == 1 || kind == 4 else { return nil }
    number += 1
    defer { (parts, partsBegin) = ([], nil) }
    return Frame(offset: begin, length: buffer.offset - begin, number: number, bytes: parts)
  }

  private var crc: UInt32 {
    (0..<4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(buffer[$1]) }
  }

  private mutating func skip(_ count: Int, _ problem: String) -> Frame {
    number += 1
    (parts, partsBegin) = ([], nil)
    let frame = Frame(
      offset: buffer.offset, length: count, number: number, bytes: [], problem: problem)
    buffer.drop(count)
    return frame
  }

  mutating func rest() -> Frame? {
    guard buffer.count > 0 || partsBegin != nil else { return nil }
    return skip(buffer.count, "the file ends in the middle of a record")
  }
}
