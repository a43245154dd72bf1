import Glibc
import RunModel

extension RunDirectory {
  /// The last complete event of the log; `nil` if there is none, or it is damaged.
  ///
  /// Takes the same time for a log of any length.
  package func lastEvent() throws(RunLogError) -> RunEvent? {
    guard let status = try FileStatus(ofPath: eventsPath), status.isRegular else { return nil }
    let file = try OpenFile.regular(eventsPath)
    let start = max(0, status.size - Self.endSize)
    let bytes = try file.read(status.size - start, at: start)
    let complete = bytes[..<(bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0)]
    let line = complete[(complete.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...]
    return try? EventLine.decode(Array(line)).event
  }

  /// Seconds since the log changed; `nil` while there is none.
  package func logAge() throws(RunLogError) -> Double? {
    guard let status = try FileStatus(ofPath: eventsPath) else { return nil }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9 - status.changed
  }

  /// More than the last line of a finished run has.
  private static let endSize = 64 << 10
}
