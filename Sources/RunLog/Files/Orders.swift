import Basics
import Glibc
import RunModel

extension RunDirectory {
  static let ordersName = "orders.jsonl"
  var ordersPath: String { path + "/" + Self.ordersName }

  /// Gives an order to whatever trains the run.
  ///
  /// One system call, so that two who give orders at once do not mix theirs. The newline in front
  /// ends what somebody else may have left unfinished.
  ///
  /// - Throws: `RunLogError` if the file cannot be written.
  package func give(_ order: SignedOrder) throws(RunLogError) {
    let newline = UInt8(ascii: "\n")
    try OpenFile.own(ordersPath, OpenFile.append, for: "written")
      .write([newline] + OrderLine.encode(order) + [newline])
  }
}

/// What was read from a file of orders at one look.
package struct OrderBatch: Sendable, Equatable {
  /// A line that is no order.
  package struct Refusal: Sendable, Equatable {
    /// Counted from 1, from where reading began.
    package var line: Int
    package var problem: JSONProblem
  }

  package var given: [GivenOrder] = []
  package var refused: [Refusal] = []

  package init() {}

  package var orders: [SignedOrder] { given.map(\.signed) }
}

/// Follows the orders that are given to a run from now on.
///
/// Those that are there already were given to whoever trained it before; of a run that was just
/// begun, to whoever begins it.
package struct OrderReader: Sendable {
  private let path: String
  private let watch: FileWatch?
  private var offset: Int
  private var splitter: LineSplitter
  private var lines = 0

  package init(_ run: RunDirectory, isNew: Bool = false) throws(RunLogError) {
    path = run.ordersPath
    let file = try OpenFile.own(path, OpenFile.append, for: "written")
    offset = isNew ? 0 : try file.status().size
    splitter = LineSplitter(from: offset)
    watch = FileWatch(path)
  }

  /// The longest time between two looks where the system does not tell of changes.
  private static let longestWait: Int32 = 1000
  /// The same where it cannot be asked to tell.
  private static let shortWait: Int32 = 250

  /// Waits until the file may have changed, without using the processor; at most a second.
  package func wait() {
    guard let watch else {
      poll(nil, 0, Self.shortWait)
      return
    }
    watch.wait(atMost: Self.longestWait)
  }

  /// What was written since the last look.
  package mutating func read() throws(RunLogError) -> OrderBatch {
    var batch = OrderBatch()
    guard let size = try FileStatus(ofPath: path)?.size, size != offset else { return batch }
    if size < offset {
      offset = 0
      splitter = LineSplitter()
    }
    let file = try OpenFile.regular(path)
    while true {
      let bytes = try file.read(Self.chunkSize, at: offset)
      guard !bytes.isEmpty else { return batch }
      offset += bytes.count
      splitter.append(bytes)
      while let line = splitter.next() { take(line, into: &batch) }
    }
  }

  /// All orders that are there.
  func readOnce() throws(RunLogError) -> [GivenOrder] {
    var reader = self
    return try reader.read().given
  }

  private static let chunkSize = 64 << 10
  /// No order is longer, even with a long text in it.
  private static let longestLine = 1 << 20

  private mutating func take(_ line: LineSplitter.Line, into batch: inout OrderBatch) {
    let bytes = splitter.bytes(of: line)
    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
    lines += 1
    do throws(JSONProblem) {
      guard !line.isTooLong, bytes.count <= Self.longestLine else {
        throw JSONProblem(.lineTooLong(most: EventReader.longestLine), byte: 0)
      }
      batch.given.append(GivenOrder(try OrderLine.decode(bytes), place: line.offset))
    } catch {
      batch.refused.append(.init(line: lines, problem: error))
    }
  }
}
