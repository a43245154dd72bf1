import RunModel

extension RunDirectory {
  /// What people did to the run, and where in the log it stands: control events, changes of the
  /// memory, and the reflections that a person wrote.
  ///
  /// Looks at every line but reads only those of these kinds.
  package func interventions() throws(RunLogError) -> [(event: RunEvent, offset: Int)] {
    guard try FileStatus(ofPath: eventsPath) != nil else { return [] }
    let file = try OpenFile.regular(eventsPath)
    var found: [(event: RunEvent, offset: Int)] = []
    var splitter = LineSplitter()
    while true {
      let bytes = try file.read(Self.chunkSize, at: splitter.end)
      guard !bytes.isEmpty else { return found }
      splitter.append(bytes)
      while let line = splitter.next() {
        guard Self.beginnings.contains(where: { splitter.line(line, begins: $0) }),
          let event = (try? splitter.decode(line))?.event, event.isIntervention
        else { continue }
        found.append((event, line.offset))
      }
    }
  }

  private static let chunkSize = 1 << 20
  /// Every log of ours has the kind first.
  private static let beginnings = ["control", "memory", "reflection"]
    .map { Array("{\"event\":\"\($0)\"".utf8) }
}

extension RunEvent {
  /// Whether a person did it.
  var isIntervention: Bool {
    switch self {
    case .control, .memory: true
    case .reflection(let written): written.author == "human"
    default: false
    }
  }
}
