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
  var tail: [UInt8] = []
  /// Digests of what a file said that is written anew each time.
  var said: [UInt64] = []
  /// How many of them it has said again since it was written anew.
  var repeated = 0
  /// The size that it had when everything of it was read.
  var sizeRead = -1
  var changedRead = 0.0

  init(_ found: ForeignFile) {
    self.found = found
    framer = found.framing.framer()
    parser = found.parser()
  }

  static let tailSize = 64

  /// Begins anew, because the file is another.
  mutating func restart() {
    framer = found.framing.framer()
    parser = found.parser()
    file = nil
    tail = []
    repeated = 0
    sizeRead = -1
  }
}
