import Basics
import RunLog

/// A file of a run, as its format names it.
package struct ForeignFile: Sendable {
  /// What it is to the run: files with equal slots follow on each other, and the newest has all that
  /// the older ones had.
  var slot: String
  var path: String
  /// How it is cut and read.
  var framing: Framing
  /// The step that its records are of, where the name says it; files of higher steps come later.
  var step: Int?
  /// Whether the whole file is written anew each time.
  var isRewritten = false
  let parser: @Sendable () -> any RecordParser

  init(
    _ path: String, slot: String? = nil, _ framing: Framing, step: Int? = nil,
    parser: @escaping @Sendable () -> any RecordParser
  ) {
    (self.path, self.framing, self.step, self.parser) = (path, framing, step, parser)
    self.slot = slot ?? path
  }
}

/// A file of a run while it is read.
struct TrackedFile: Sendable {
  var found: ForeignFile
  var framer: any Framer
  var parser: any RecordParser
  /// Open while it is read; a run may have more files than a process may open.
  var file: OpenFile?
  /// The last bytes read, which a file that has only grown still has at the same place.
  private(set) var tail: [UInt8] = []
  /// A digest of the first bytes, which it still has as well.
  private var head = FNV1a()
  private var headSize = 0
  /// Digests of what a file said that is written anew each time.
  var said: [UInt64] = []
  /// How many of them it has said again since it was written anew.
  var repeated = 0
  /// Whether it was written anew, whole, and without the last of what it had said.
  var hasUnsaid: Bool { repeated > 0 && repeated < said.count }

  /// What the file was like from which all was taken at once.
  var whole: FileStatus?
  /// Whether something else than a file has its name, and was counted.
  var isPassedOver = false
  /// Whether a record without its end was counted as left out.
  var isGivenUp = false

  /// The size that it had when everything of it was read.
  var sizeRead = -1
  var changedRead = 0.0
  /// Which file it was then; another may have taken its name.
  var identityRead: OpenFile.Identity?

  init(_ found: ForeignFile) {
    self.found = found
    framer = found.framing.framer()
    parser = found.parser()
  }

  private static let tailSize = 64
  private static let mostOfHead = 4096

  /// Takes the bytes that follow on those that were read.
  mutating func append(_ chunk: [UInt8]) {
    if headSize == framer.end, headSize < Self.mostOfHead {
      let more = chunk.prefix(Self.mostOfHead - headSize)
      head.add(more)
      headSize += more.count
    }
    tail = Array((tail + chunk.suffix(Self.tailSize)).suffix(Self.tailSize))
    framer.append(chunk)
  }

  /// Whether a file begins with what was read of this one, as far as its first and its last bytes
  /// tell.
  func isContinued(by file: OpenFile) throws(RunLogError) -> Bool {
    guard try file.read(tail.count, at: framer.end - tail.count) == tail else { return false }
    var other = FNV1a()
    other.add(try file.read(headSize, at: 0))
    return other.digest == head.digest
  }

  /// Begins anew, because the file is another.
  mutating func restart() {
    framer = found.framing.framer()
    parser = found.parser()
    file = nil
    (tail, head, headSize) = ([], FNV1a(), 0)
    repeated = 0
    isGivenUp = false
    whole = nil
    sizeRead = -1
  }
}
