import RunModel

extension RunDirectory {
  /// The first event of the log; `nil` if there is none, or it is no beginning of a run.
  package func start() throws(RunLogError) -> RunStart? {
    guard let status = try FileStatus(ofPath: eventsPath), status.isRegular else { return nil }
    let bytes = try OpenFile(eventsPath, OpenFile.readOnly, for: "read").read(Self.headSize, at: 0)
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      case .runStarted(let start)? = try? EventLine.decode(Array(bytes[..<end])).event
    else { return nil }
    return start
  }

  /// More than the first line of a run has.
  private static let headSize = 256 << 10
}
