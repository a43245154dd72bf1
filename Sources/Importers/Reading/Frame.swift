import RunLog

/// One record of a file, cut out and not yet understood.
struct Frame: Sendable {
  /// Where in the file it begins, and how many bytes it has there.
  var offset: Int
  var length: Int
  /// Counted from 1.
  var number: Int
  var bytes: [UInt8]
  /// Why it cannot be read, where that shows without understanding it.
  var problem: String?

  /// Whether nothing stands in it; zeros, which a machine that failed leaves, are something.
  var isBlank: Bool { bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }
}

/// Cuts a file that comes in pieces into records.
protocol Framer: Sendable {
  /// Bytes taken so far.
  var end: Int { get }

  mutating func append(_ bytes: [UInt8])

  /// Gives back the memory of what was cut out, because nothing may follow for long.
  mutating func settle()

  /// The next whole record.
  mutating func next() -> Frame?

  /// Whether what is left may be a whole record whose end is not written.
  var mayBeWhole: Bool { get }

  /// What is left, once it is known that nothing follows; `nil` if that is nothing.
  mutating func rest() -> Frame?
}

extension Framer {
  var mayBeWhole: Bool { false }
}

/// How a kind of file is cut.
enum Framing: Sendable {
  /// Lines of JSON; one without its newline counts as soon as its object is whole.
  case jsonLines
  case lines
  /// A JSON document, or each element of a list that fills it.
  case document
  /// A JSON document as one record.
  case wholeDocument
  /// Lengths and checksums, as TensorBoard writes them.
  case tensorBoard
  /// Blocks of 32 KiB, as LevelDB's log has them and W&B writes them.
  case levelLog

  func framer() -> any Framer {
    switch self {
    case .jsonLines: LineFramer(endsWithObject: true)
    case .lines: LineFramer(endsWithObject: false)
    case .document: DocumentFramer(splitsLists: true)
    case .wholeDocument: DocumentFramer(splitsLists: false)
    case .tensorBoard: TensorBoardFramer()
    case .levelLog: LevelLogFramer()
    }
  }
}

/// Bytes that wait to be cut, and where in the file they are.
struct FrameBuffer: Sendable {
  /// A record with more bytes is refused.
  static let longest = 64 << 20

  private(set) var bytes: [UInt8] = []
  /// Bytes of the file before these.
  private var before = 0
  /// How many of them are used up.
  private var used = 0

  var end: Int { before + bytes.count }
  var count: Int { bytes.count - used }
  var offset: Int { before + used }

  mutating func append(_ more: [UInt8]) {
    // Moving what is left costs its size, so it is done when that is small beside what comes.
    if used > 0 {
      bytes.removeFirst(used)
      before += used
      used = 0
    }
    bytes += more
  }

  mutating func settle() {
    bytes = Array(bytes.dropFirst(used))
    before += used
    used = 0
  }

  subscript(place: Int) -> UInt8 { bytes[used + place] }

  func slice(_ range: Range<Int>) -> [UInt8] {
    Array(bytes[(used + range.lowerBound)..<(used + range.upperBound)])
  }

  mutating func drop(_ count: Int) { used += min(count, self.count) }

  /// The place of the next newline.
  func newline(from place: Int) -> Int? { bytes.newline(from: used + place).map { $0 - used } }
}
