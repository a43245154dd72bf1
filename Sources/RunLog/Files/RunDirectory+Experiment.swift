import Glibc
import RunModel

/// What an experiment asks of the folders of its runs.
extension RunDirectory {
  /// How far a run in a folder has come.
  package enum Progress: Sendable, Equatable {
    /// There is no run yet; at most the beginnings of its folder.
    case notBegun
    case unfinished(RunDirectory)
    case finished(RunDirectory)
  }

  /// Looks at the folder of a run that was asked for `steps` training steps.
  ///
  /// - Throws: `RunLogError` where something lies there that is no run of this version.
  package static func progress(
    at path: String, steps: Int
  ) throws(RunLogError) -> Progress {
    guard let status = try FileStatus(ofPath: path) else { return .notBegun }
    if status.isFolder, try Folder.names(in: path).allSatisfy({ $0 == draftName }) {
      return .notBegun
    }
    let run = try RunDirectory(opening: path)
    if let schema = try run.schema(), schema != RunStart.schema {
      throw .otherSchema(path: path, found: schema, known: RunStart.schema)
    }
    if case .runFinished(let step)? = try run.lastEvent(), step >= steps { return .finished(run) }
    return .unfinished(run)
  }

  /// Makes the folder of a new run where a crash may have left the beginnings of one.
  package init(
    beginningAt path: String, configuration: RunConfiguration
  ) throws(RunLogError) {
    try Folder.remove(path + "/" + Self.draftName)
    try self.init(creating: path, configuration: configuration)
  }

  /// Removes all checkpoints but the last, from which a finished run can still be trained on.
  package func removeEarlierCheckpoints() throws(RunLogError) {
    for folder in try checkpointFolders().dropLast() { try Folder.remove(folder.path) }
  }

  /// - Throws: `RunLogError.inUse` with who writes the run, if somebody does.
  package func refuseIfWritten() throws(RunLogError) {
    guard try FileStatus(ofPath: lockPath) != nil else { return }
    _ = try RunLock(self)
  }

  /// Whether a program, such as one whose parent was killed a moment ago, still writes the run.
  package func isBeingWritten() throws(RunLogError) -> Bool {
    do throws(RunLogError) {
      try refuseIfWritten()
      return false
    } catch {
      guard case .inUse = error else { throw error }
      return true
    }
  }

  /// The version of the first event; `nil` while there is none.
  private func schema() throws(RunLogError) -> Int? {
    guard try FileStatus(ofPath: eventsPath)?.isRegular == true else { return nil }
    var reader = try EventReader(path: eventsPath)
    let batch = try reader.readMore(limit: ReadLimit(lines: 1))
    guard case .runStarted(let start)? = batch.events.first?.event.event else { return nil }
    return start.schema
  }

  private static let draftName = configurationName + ".partial"
}
