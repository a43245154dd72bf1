import Basics
import RLCore
import RunModel

/// The lines that begin in one part of a log, each as what the state of a run takes from it.
struct LogBlock: Sendable {
  /// The part of the log.
  let part: Range<Int>
  /// What symbols stood for when it began, and at its end.
  let legend: [LegendEntry]
  private(set) var legendAtEnd: [LegendEntry]
  private(set) var events: [PlacedDigest] = []
  private(set) var broken: [BrokenLine] = []
  /// Lines that have their newline, the broken ones among them.
  private(set) var lines = 0
  /// Where the last of them ends; `nil` if there is none.
  private(set) var end: Int?

  /// Reads the lines of a part.
  ///
  /// The log has `limit` bytes; nothing is read beyond them.
  init(
    of file: OpenFile, _ part: Range<Int>, upTo limit: Int, legend: [LegendEntry]
  ) throws(RunLogError) {
    self.part = part
    self.legend = legend
    legendAtEnd = legend
    // A line begins where the byte before it ends another.
    let from = max(0, part.lowerBound - 1)
    var bytes = try file.read(min(part.upperBound, limit) - from, at: from)
    var begin = 0
    events.reserveCapacity(part.count / Self.usualLine)
    if part.lowerBound > 0 {
      guard let newline = bytes.newline(from: 0) else { return }
      begin = newline + 1
    }
    while from + begin < part.upperBound {
      if let newline = bytes.newline(from: begin) {
        take(bytes, begin..<newline, at: from + begin)
        begin = newline + 1
      } else if bytes.count - begin > LineSplitter.longestLine {
        try pass(of: file, begin: from + begin, seen: from + bytes.count, upTo: limit)
        break
      } else {
        let more = min(max(64 << 10, bytes.count - begin), limit - from - bytes.count)
        let read = more > 0 ? try file.read(more, at: from + bytes.count) : []
        guard !read.isEmpty else { break }
        bytes += read
      }
    }
  }

  /// Passes over a line that is too long.
  private mutating func pass(
    of file: OpenFile, begin: Int, seen: Int, upTo limit: Int
  ) throws(RunLogError) {
    var seen = seen
    while seen < limit {
      let bytes = try file.read(min(1 << 20, limit - seen), at: seen)
      guard !bytes.isEmpty else { return }
      if let newline = bytes.newline(from: 0) {
        lines += 1
        end = seen + newline + 1
        return fail(at: begin, Self.tooLong)
      }
      seen += bytes.count
    }
  }

  /// Bytes of a line, of which most have more.
  private static let usualLine = 512

  private static let tooLong = JSONProblem(
    .lineTooLong(most: LineSplitter.longestLine), byte: 0)

  private mutating func fail(at offset: Int, _ problem: JSONProblem) {
    broken.append(BrokenLine(number: lines, offset: offset, problem: problem))
  }

  private mutating func take(_ bytes: [UInt8], _ line: Range<Int>, at offset: Int) {
    lines += 1
    end = offset + line.count + 1
    do throws(JSONProblem) {
      guard line.count < LineSplitter.longestLine else { throw Self.tooLong }
      guard var placed = try digest(bytes, line, at: offset) else { return }
      placed.offset = offset
      if case .other(.runStarted(let start)) = placed.digest { legendAtEnd = start.legend }
      events.append(placed)
    } catch {
      fail(at: offset, error)
    }
  }

  private func digest(
    _ bytes: [UInt8], _ line: Range<Int>, at offset: Int
  ) throws(JSONProblem) -> PlacedDigest? {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) -> PlacedDigest? in
        let line = UnsafeRawBufferPointer(rebasing: bytes[line])
        guard let text = LineSplitter.text(of: line, at: offset) else { return nil }
        return try EventLine.digest(text, legend: legendAtEnd)
      }
    }
    return try result.get()
  }
}
