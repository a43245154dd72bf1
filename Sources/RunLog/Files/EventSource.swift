/// Where events are read from: what the argument of `kolb open` names.
package enum EventSource: Sendable, Equatable {
  case run(RunDirectory)
  /// A log without a run's folder, or a named pipe.
  case log(path: String)
  case standardInput
  /// The same behind the first bytes, which were taken to look at them.
  case standardInputBehind([UInt8])
  /// What another trainer wrote.
  case foreign(ForeignLog)

  /// The log itself; `nil` of standard input.
  package var logPath: String? {
    switch self {
    case .run(let run): run.eventsPath
    case .log(let path): path
    case .standardInput, .standardInputBehind, .foreign: nil
    }
  }

  /// Finds out what an argument names.
  ///
  /// - Parameter argument: the folder of a run, its log, or "-".
  /// - Throws: `RunLogError` that says what is there instead.
  package init(_ argument: String) throws(RunLogError) {
    if argument == "-" {
      self = .standardInput
      return
    }
    guard let status = try FileStatus(ofPath: argument) else { throw .missing(path: argument) }
    if status.isFolder {
      let run = try RunDirectory(opening: argument)
      if let log = try FileStatus(ofPath: run.eventsPath) {
        guard log.isRegular else {
          throw .noRegularFile(path: run.eventsPath, found: log.words)
        }
        try Self.check(run.eventsPath, mayBeEmpty: true)
      }
      self = .run(run)
    } else {
      if status.isRegular { try Self.check(argument, mayBeEmpty: false) }
      let folder = Folder.parent(of: argument) ?? "."
      let run = try? RunDirectory(opening: folder)
      if let words = status.endlessWords { throw .foreign(path: argument, found: words) }
      let isRun = status.isRegular && Folder.name(of: argument) == RunDirectory.eventsName
      self = if isRun, let run { .run(run) } else { .log(path: argument) }
    }
  }

  package var isStandardInput: Bool {
    switch self {
    case .standardInput, .standardInputBehind: true
    case .run, .log, .foreign: false
    }
  }

  /// A name to show for it.
  package var name: String {
    switch self {
    case .run(let run): run.name
    case .log(let path): Folder.name(of: path)
    case .standardInput, .standardInputBehind: "standard input"
    case .foreign(let log): log.name
    }
  }

  /// Where it lies; "-" for standard input.
  package var path: String {
    switch self {
    case .run(let run): run.path
    case .log(let path): path
    case .standardInput, .standardInputBehind: "-"
    case .foreign(let log): log.path
    }
  }

  /// A reader from the beginning, which follows what is still growing.
  package func reader() throws(RunLogError) -> EventReader {
    switch self {
    case .run(let run): try EventReader(path: run.eventsPath, waits: true)
    case .log(let path): try EventReader(path: path)
    case .standardInput: EventReader.standardInput()
    case .standardInputBehind(let begun): EventReader.standardInput(behind: begun)
    case .foreign(let log): try EventReader(log)
    }
  }

  private static let headSize = 256 << 10

  private static func check(_ path: String, mayBeEmpty: Bool) throws(RunLogError) {
    let head = try OpenFile(path, OpenFile.readOnly, for: "read").read(headSize, at: 0)
    guard !head.isEmpty else {
      if mayBeEmpty { return }
      throw .emptyLog(path: path)
    }
    if let name = ForeignFile.name(of: head) { throw .foreign(path: path, found: name) }
  }
}
