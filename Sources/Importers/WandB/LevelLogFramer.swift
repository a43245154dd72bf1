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
  /// Whether the next record is looked for, behind one that is damaged.
  private var isLost = false

  var end: Int { buffer.end }

  mutating func append(_ bytes: [UInt8]) { buffer.append(bytes) }

  mutating func settle() { buffer.settle() }

  mutating func next() -> Frame? {
    if !hasBegun {
      guard buffer.count >= Self.begin else { return nil }
      buffer.drop(Self.begin)
      hasBegun = true
    }
    if isLost, !findRecord() { return nil }
    while true {
      let room = room(at: 0)
      if room < Self.header {
        guard buffer.count >= room else { return nil }
        buffer.drop(room)
        continue
      }
      guard buffer.count >= Self.header else { return nil }
      let count = count(at: 0)
      guard count <= room else { return lose("the length of a record is damaged") }
      guard buffer.count >= count else {
        // Where another part follows, this one is not being written: its length is wrong.
        guard parts(from: 1).whole != nil else { return nil }
        return lose("the length of a record is damaged")
      }
      if let frame = takePart(count) { return frame }
    }
  }

  /// What is left of the block at a place.
  private func room(at place: Int) -> Int { Self.block - (buffer.offset + place) % Self.block }

  /// The bytes of a part with its header.
  private func count(at place: Int) -> Int {
    (Int(buffer[place + 4]) | Int(buffer[place + 5]) << 8) + Self.header
  }

  private func isWhole(_ count: Int, at place: Int) -> Bool {
    let crc = (0..<4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(buffer[place + $1]) }
    return crc == Checksum.ieee(buffer.slice((place + 6)..<(place + count)))
  }

  /// Drops what stands before the next part that its checksum confirms.
  ///
  /// - Returns: whether there is one in what is there.
  private mutating func findRecord() -> Bool {
    let (whole, open) = parts(from: 0)
    buffer.drop(whole ?? open)
    isLost = whole == nil
    return !isLost
  }

  /// Looks for the next part that its checksum confirms.
  ///
  /// - Returns: its place, and up to where there is none for certain: behind that, one may still be
  ///   being written.
  private func parts(from begin: Int) -> (whole: Int?, open: Int) {
    var place = begin
    var open: Int?
    while place + Self.header <= buffer.count {
      let (room, count) = (room(at: place), count(at: place))
      if room < Self.header {
        place += room
        continue
      }
      if count <= room, (1...4).contains(buffer[place + 6]) {
        if place + count > buffer.count {
          open = open ?? place
        } else if isWhole(count, at: place) {
          return (place, place)
        }
      }
      place += 1
    }
    return (nil, open ?? place)
  }

  /// Counts a damaged record, behind whose beginning the next is looked for.
  private mutating func lose(_ problem: String) -> Frame {
    isLost = true
    return skip(1, problem)
  }

  /// Takes a part of a record.
  ///
  /// - Returns: the record, where it ends with this part or is damaged.
  private mutating func takePart(_ count: Int) -> Frame? {
    let kind = buffer[6]
    // The end of a block that was made large beforehand.
    guard kind != 0 || count > Self.header else {
      buffer.drop(count)
      return nil
    }
    guard isWhole(count, at: 0) else {
      return lose("the checksum does not match")
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

  private mutating func skip(_ count: Int, _ problem: String) -> Frame {
    number += 1
    (parts, partsBegin) = ([], nil)
    let frame = Frame(
      offset: buffer.offset, length: count, number: number, bytes: [], problem: problem)
    buffer.drop(count)
    return frame
  }

  mutating func rest() -> Frame? {
    if let frame = next() { return frame }
    guard (buffer.count > 0 && !isLost) || partsBegin != nil else { return nil }
    return skip(buffer.count, "the file ends in the middle of a record")
  }
}
