import Foundation
import Glibc
import Importers
import RunLog

/// The beginning of standard input, by which it is known what comes.
///
/// No more is taken than tells it. A writer that has not said enough yet is waited for, however slow
/// it is: there is nothing of it to be shown before, and to end here would end the writer, too.
struct InputHead {
  /// What was taken, which whoever reads on has to put first.
  private(set) var bytes: [UInt8] = []
  /// Whether that is all.
  private(set) var isOver = false
  /// The format of another trainer's log; `nil` of events of a run.
  private(set) var format: String?

  /// - Parameters:
  ///   - format: the format that was named, for which nothing has to be waited for.
  ///   - follows: whether something is shown while it comes.
  /// - Throws: `FormatProblem` where no format is known by what came, and `WrongUsage` where that is
  ///   packed.
  init(knownAs format: String?, follows: Bool) throws {
    let finder = try LogFinder(format: format)
    self.format = format
    if format != nil, follows, !Self.comes(within: Self.glance) { return }
    var waiting = WaitingWords()
    while true {
      try take(&waiting)
      guard isWorthALook else { continue }
      seen = bytes.count
      try refusePacked()
      if format != nil || StreamBeginning.hasEvent(bytes) { return }
      if let found = try finder.format(ofInput: bytes) {
        self.format = found
        return
      }
      if try isToBeLeft() { return }
    }
  }

  /// How much of it was looked at.
  private var seen = 0

  /// Whether a look may tell more than the last one: a long line is not looked at again with each
  /// piece of it.
  private var isWorthALook: Bool {
    isOver || bytes.count >= 2 * seen || bytes.newline(from: seen) != nil
      || !Self.comes(within: Self.pause)
  }

  /// Milliseconds between two pieces of what is written at once.
  private static let pause: Int32 = 50

  /// Milliseconds that nobody notices.
  private static let glance: Int32 = 200

  private static let chunk = 64 << 10

  /// Waits for some bytes, or the end.
  private mutating func take(_ waiting: inout WaitingWords) throws {
    while !Self.comes(within: waiting.patience) { waiting.say(of: bytes) }
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    var count = -1
    repeat { count = read(STDIN_FILENO, &buffer, Self.chunk) } while count < 0 && errno == EINTR
    guard count >= 0 else {
      let reason = String(cString: strerror(errno))
      throw RunLogError.refused(path: "standard input", action: "read", reason: reason)
    }
    isOver = count == 0
    bytes += buffer[..<count]
  }

  /// Whether there is something to be read, or an end, within so many milliseconds.
  private static func comes(within patience: Int32) -> Bool {
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let count = poll(&source, 1, patience)
    // What else is wrong says whoever reads.
    return count > 0 || count < 0 && errno != EINTR
  }

  private func refusePacked() throws {
    guard let packing = Packing(ofBytes: bytes) else { return }
    throw WrongUsage(
      description: "what comes through standard input is packed by \(packing). Unpack it on its "
        + "way, such as by '\(packing) -dc FILE | kolb open -'.")
  }

  /// So many bytes tell of every binary format that is known that it is that.
  private static let leastBinary = 64

  /// Whether it is to be read as events though there is none yet.
  private func isToBeLeft() throws -> Bool {
    if isOver, bytes.allSatisfy({ $0 <= 0x20 }) {
      throw NothingReadable(name: "standard input", count: 0, first: [])
    }
    let isHopeless = bytes.count >= Self.leastBinary && StreamBeginning.isBinary(bytes)
    guard isOver || isHopeless || LogFinder.isEnough(bytes) else { return false }
    // What is wrong with events says whoever reads them.
    if StreamBeginning.beginsAsEvent(bytes) { return true }
    throw FormatProblem.unnamedInput(found: StreamBeginning.words(for: bytes))
  }
}

/// What is said on a terminal while nothing can be shown of standard input.
private struct WaitingWords {
  private var said = 0

  /// Milliseconds until something is said, and then for good.
  var patience: Int32 { said < 2 ? 1000 : -1 }

  mutating func say(of bytes: [UInt8]) {
    let hasBegun = !bytes.isEmpty
    guard isatty(STDERR_FILENO) == 1, said < (hasBegun ? 2 : 1) else { return }
    said = hasBegun ? 2 : 1
    StandardError.write(
      hasBegun
        ? "What came through standard input tells no format yet; waiting for more of it. --from "
          + "names one; Ctrl-C ends."
        : "Waiting for what comes through standard input. Ctrl-C ends.")
  }
}
