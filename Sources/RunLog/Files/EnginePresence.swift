import Glibc
import RunModel

/// Whether something trains a run, as far as its lock tells.
package enum EnginePresence: Sendable, Equatable {
  /// Nothing does, and nothing was interrupted.
  case none
  case working(process: Int, EngineState)
  /// What trained it is gone without having let go of the run.
  case died
}

extension RunDirectory {
  /// Who trains the run now; costs a few system calls and disturbs nobody.
  package func enginePresence() throws(RunLogError) -> EnginePresence {
    let file: OpenFile
    do throws(RunLogError) {
      file = try OpenFile(lockPath, OpenFile.readOnly, for: "read")
    } catch {
      guard case .missing = error else { throw error }
      return .none
    }
    guard FileLock.isTaken(file) else { return .died }
    guard let record = try LockRecord(file) else { return .working(process: 0, .running) }
    return .working(process: record.process, record.state)
  }
}
