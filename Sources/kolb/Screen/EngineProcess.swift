import ArgumentParser
import Foundation
import RunLog

/// An engine in a process and a session of its own, which outlives this one and its terminal.
///
/// Only what it does is shared: its log, its lock, and the file of its orders.
struct EngineProcess {
  let process: pid_t
  let run: RunDirectory

  /// Starts this very program as an engine and waits until its run has its first event.
  ///
  /// What the engine says meanwhile is passed on.
  ///
  /// - Parameter words: a command that trains, such as "run" and its arguments.
  /// - Returns: the process and its run.
  /// - Throws: `ScreenError.noEngine` if there can be no process; `ExitCode` as the engine ended
  ///   with, after it has said why.
  static func start(_ words: [String]) throws -> EngineProcess {
    let beginning = try EngineBeginning(words)
    while true {
      let news = try beginning.look(atMost: -1)
      FileHandle.standardError.write(Data(beginning.takeWords().utf8))
      switch news {
      case .began(let engine): return engine
      case .ended(let ending): throw ExitCode(ending.code)
      case nil: continue
      }
    }
  }

  /// How it ended, once it has; also lets the system forget it.
  func ending() -> Ending? { Self.ended(process, waiting: false) }

  /// How a process ended.
  struct Ending: Equatable {
    var code: Int32
    /// The signal that ended it, if one did.
    var signal: Int32?

    /// What there is to say of it; `nil` where the exit code says all.
    var words: String? {
      signal.map { "ended by signal \($0), \(String(cString: strsignal($0)).lowercased())" }
    }
  }

  static func ended(_ process: pid_t, waiting: Bool) -> Ending? {
    var status: Int32 = 0
    var result: pid_t
    repeat {
      result = waitpid(process, &status, waiting ? 0 : WNOHANG)
    } while result < 0
      && errno == EINTR
    guard result != 0 else { return nil }
    guard result > 0 else { return Ending(code: ExitStatus.failed) }
    guard status & 0x7F == 0 else {
      return Ending(code: ExitStatus.failed, signal: status & 0x7F)
    }
    return Ending(code: (status >> 8) & 0xFF)
  }
}
