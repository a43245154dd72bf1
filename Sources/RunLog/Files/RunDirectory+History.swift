import RunModel

/// What an engine leaves beside its log, so that whoever opens it need not read it.
extension RunDirectory {
  static let historyName = "events.history"

  /// Bytes of the log now; none where there is no log.
  package var logSize: Int { ((try? FileStatus(ofPath: eventsPath)) ?? nil)?.size ?? 0 }

  /// Where the history of a log lies that is a run's; `nil` of another log.
  ///
  /// - Parameter log: the path of the log.
  /// - Returns: the path of the history, which need not be there.
  package static func historyPath(ofLog log: String) -> String? {
    guard Folder.name(of: log) == eventsName else { return nil }
    return (Folder.parent(of: log).map { $0 == "/" ? $0 : $0 + "/" } ?? "") + historyName
  }
}
