import Basics

/// What can be wrong with the files of a run.
package enum RunLogError: Error, Sendable, Equatable {
  case missing(path: String)
  case emptyFolder(path: String)
  /// A folder that is none of a run's; some of the runs below it, if there are any.
  case folderOfOthers(path: String, runs: [String])
  case emptyLog(path: String)
  /// A file that is no log; what it looks like, in words.
  case foreign(path: String, found: String)
  /// Something else where a file of a run is needed; what it is, in words.
  case noRegularFile(path: String, found: String)
  /// A link in the folder of a run, which an engine would write through, and where it leads.
  case link(path: String, target: String)
  /// The log of a run that is being written is not found under its name any more.
  case logReplaced(path: String, isGone: Bool)
  /// A file where the folder of a run is needed.
  case noFolder(path: String)
  /// A new run was to be written where one is already.
  case alreadyARun(path: String)
  /// A run without the file that says what was asked.
  case noConfiguration(path: String)
  /// A new run was to be written among files that belong to something else.
  case occupied(path: String)
  /// Another program, by its process number if that is known, writes the run; on another machine if
  /// that has a name here.
  case inUse(path: String, process: Int?, host: String?)
  /// The same where the file system has no locks, so that only the lock's file says so.
  case heldByName(path: String, lock: String, process: Int, host: String?)
  case noEvent(path: String, offset: Int, problem: JSONProblem)
  /// A checkpoint, or a file of one, that is not as it was written.
  case damagedCheckpoint(path: String)
  /// A run that has checkpoints, of which none can be used.
  case noUsableCheckpoint(path: String, count: Int)
  /// Standard input cannot be read twice.
  case notSeekable
  /// A run whose log has a form that this version does not write.
  case otherSchema(path: String, found: Int, known: Int)
  /// The operating system refused; what was tried, such as "written".
  case refused(path: String, action: String, reason: String)
}

extension RunLogError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let path):
      "there is no run at '\(path)'. 'kolb list runs' names those in 'runs'."
    case .emptyFolder(let path):
      "'\(path)' is an empty folder. 'kolb run PRESET --out \(path)' writes a run into it."
    case .folderOfOthers(let path, let runs) where runs.isEmpty:
      "'\(path)' is no run: it has no '\(RunDirectory.eventsName)'. "
        + "Name the folder that 'kolb run' made."
    case .folderOfOthers(let path, let runs):
      "'\(path)' is no run but holds some, such as "
        + runs.map { "'\(path)/\($0)'" }.joined(separator: ", ") + "."
    case .emptyLog(let path):
      "'\(path)' is empty: nothing has been written to it yet."
    case .foreign(let path, let found):
      "'\(path)' is no log of a run but \(found). Name a run's folder or its "
        + "'\(RunDirectory.eventsName)'."
    case .noRegularFile(let path, let found):
      "'\(path)' is \(found), and a run has a file there. Name the folder of another run."
    case .link(let path, let target):
      "'\(path)' is a link to '\(target)', and a run is written only inside its own folder. "
        + "Put a copy of what it leads to in its place."
    case .logReplaced(let path, let isGone):
      "'\(path)' was \(isGone ? "removed or renamed" : "replaced") while the run was being "
        + "written, so what is trained from here on would be lost. Training has stopped."
    case .noFolder(let path):
      "'\(path)' is a file. Name the folder of the run that it lies in."
    case .alreadyARun(let path):
      "'\(path)' holds a run already. 'kolb resume \(path)' goes on with it; "
        + "another run needs another --out."
    case .noConfiguration(let path):
      "'\(path)' has no '\(RunDirectory.configurationName)', so it cannot go on. "
        + "'kolb open \(path)' shows it."
    case .occupied(let path):
      "'\(path)' holds files that belong to no run. Name an empty or a new folder with --out."
    case .inUse(let path, let process, let host):
      "'\(path)' is being written by " + (process.map { "process \($0)" } ?? "another process")
        + " on \(host ?? "this machine"). 'kolb open \(path)' shows it meanwhile."
    case .heldByName(let path, let lock, let process, let host):
      "'\(path)' is being written by process \(process) on \(host ?? "this machine"), as "
        + "'\(lock)' says; its file system has no locks. 'kolb open \(path)' shows it; if that "
        + "process is gone, remove that file."
    case .noEvent(let path, let offset, let problem):
      "at byte \(offset) of '\(path)' there is no event: \(problem)."
    case .otherSchema(let path, let found, let known):
      "'\(path)' was written in version \(found) of the log's form, and this program goes on with "
        + "version \(known) only. 'kolb open \(path)' shows it; name another folder to run anew."
    case .damagedCheckpoint(let path):
      "'\(path)' is not as it was written: it was damaged, or never finished."
    case .noUsableCheckpoint(let path, let count):
      "'\(path)' has \(count == 1 ? "a checkpoint that" : "\(count) checkpoints of which none") "
        + "\(count == 1 ? "cannot" : "can") be used, and its log is left as it is. "
        + "'kolb resume --from-start \(path)' drops the log and trains it all again."
    case .notSeekable:
      "what came from standard input cannot be read again."
    case .refused(let path, let action, let reason):
      "'\(path)' cannot be \(action): \(reason)." + Self.advice(after: action)
    }
  }

  private static func advice(after action: String) -> String {
    switch action {
    case "made": " Name another folder with --out."
    case "written", "written to the disk":
      " Make room or change its rights; then 'kolb resume' goes on."
    case "locked": " Change the rights of its folder, or copy the run to where you may write."
    default: ""
    }
  }
}
