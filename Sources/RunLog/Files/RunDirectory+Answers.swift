import RLCore
import RunModel

extension RunDirectory {
  private static let kindsOfAnswers = ["attempt", "reflection", "evaluation"]
    .map { Array("{\"event\":\"\($0)\"".utf8) }
  private static let chunkOfAnswers = 1 << 20

  /// What policies wrote from a place in the log to its end.
  ///
  /// - Parameters:
  ///   - offset: where an event begins.
  ///   - take: given each attempt, reflection and evaluation.
  /// - Throws: `RunLogError` where the log cannot be read.
  package func answers(
    from offset: Int, _ take: (RunEvent) -> Void
  ) throws(RunLogError) {
    guard try FileStatus(ofPath: eventsPath) != nil else { return }
    let file = try OpenFile.regular(eventsPath)
    var splitter = LineSplitter()
    while true {
      let bytes = try file.read(Self.chunkOfAnswers, at: offset + splitter.end)
      guard !bytes.isEmpty else { return }
      splitter.append(bytes)
      while let line = splitter.next() {
        guard Self.kindsOfAnswers.contains(where: { splitter.line(line, begins: $0) }),
          let event = (try? splitter.decode(line))?.event
        else { continue }
        take(event)
      }
    }
  }
}
