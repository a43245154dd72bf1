import Glibc
import RunModel

/// Whether something trains a run, as far as its lock tells.
package enum EnginePresence: Sendable, Equatable {
  /// Nothing does, and nothing was interrupted.
  case none
  case working(EngineSight)
  /// What trained it on this machine is gone without having let go of the run.
  case died
  /// The folder was copied while something trained the run in another place, and nothing does here.
  case copied
}

extension RunDirectory {
  /// Who trains the run now; costs a few system calls and disturbs nobody.
  package func enginePresence() throws(RunLogError) -> EnginePresence {
    let file: OpenFile
    do throws(RunLogError) {
      file = try OpenFile.regular(lockPath)
    } catch {
      switch error {
      // A pipe or a device that a stranger put there holds nothing.
      case .missing, .noRegularFile: return .none
      default: throw error
      }
    }
    let record = try LockRecord(file)
    let isTaken = FileLock.isTaken(file)
    if isTaken == true {
      return .working(record?.sight ?? EngineSight(process: 0, EngineActivity(.running)))
    }
    guard let record else { return .died }
    if let number = record.number, number != (try file.status().identity.number) { return .copied }
    // Locks of another machine are not always seen from here; who holds it there says so itself.
    guard record.isOfThisMachine else { return .working(record.sight) }
    return isTaken == nil && record.isAlive ? .working(record.sight) : .died
  }

  /// What an engine that died said last; `nil` where it died without a word.
  ///
  /// Its file is appended to by every engine of the run, so words that are older than the log are
  /// those of another.
  package func lastWords() -> String? {
    guard let log = try? OpenFile.regular(eventsPath).status(),
      let file = try? OpenFile.regular(outputPath),
      let status = try? file.status(), status.size > 0,
      status.changed >= log.changed - Self.writingTime
    else { return nil }
    let start = max(0, status.size - Self.wordsSize)
    guard let bytes = try? file.read(status.size - start, at: start) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      String(line.drop { $0 == " " }.prefix(Self.longestWords))
    }
    return lines.last { line in Self.faults.contains { line.contains($0) } } ?? lines.last
  }

  /// Seconds between the last event and what is said of the end.
  private static let writingTime = 5.0
  private static let wordsSize = 64 << 10
  private static let longestWords = 300
  /// How the lines begin that say why; what follows them says where.
  private static let faults = ["error:", "Fatal error", "Illegal instruction", "Crash:"]
}
