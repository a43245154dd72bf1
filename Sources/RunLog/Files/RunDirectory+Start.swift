import RunModel

/// What the log of a run begins with.
package enum LogBeginning: Sendable, Equatable {
  /// There is no log, or nothing in it.
  case nothing
  case start(RunStart)
  /// Something that no run begins with, such as a damaged line.
  case unreadable
}

extension RunDirectory {
  /// The first line of the log, read.
  package func beginning() throws(RunLogError) -> LogBeginning {
    guard let status = try FileStatus(ofPath: eventsPath), status.isRegular else {
      return .nothing
    }
    let bytes = try OpenFile(eventsPath, OpenFile.readOnly, for: "read").read(Self.headSize, at: 0)
    guard !bytes.isEmpty else { return .nothing }
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      case .runStarted(let start)? = try? EventLine.decode(Array(bytes[..<end])).event
    else { return .unreadable }
    return .start(start)
  }

  /// More than the first line of any run has.
  private static let headSize = 4 << 20
}
