import RunModel

extension RunDirectory {
  /// What people did to the run, and where in the log it stands.
  ///
  /// Looks at every line but reads only those of this kind.
  package func controls() throws(RunLogError) -> [(record: ControlRecord, offset: Int)] {
    guard try FileStatus(ofPath: eventsPath) != nil else { return [] }
    let file = try OpenFile(eventsPath, OpenFile.readOnly, for: "read")
    var found: [(record: ControlRecord, offset: Int)] = []
    var splitter = LineSplitter()
    while true {
      let bytes = try file.read(Self.chunkSize, at: splitter.end)
      guard !bytes.isEmpty else { return found }
      splitter.append(bytes)
      while let line = splitter.next() {
        guard splitter.line(line, begins: Self.beginning),
          case .control(let record)? = (try? splitter.decode(line))?.event
        else { continue }
        found.append((record, line.offset))
      }
    }
  }

  private static let chunkSize = 1 << 20
  /// Every log of ours has the kind first.
  private static let beginning = Array(#"{"event":"control""#.utf8)
}
