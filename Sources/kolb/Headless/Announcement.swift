import Foundation
import RunLog

/// What an engine says to the dashboard that started it: that its run is there, and where.
enum Announcement {
  /// How much an engine steps back behind those who wait for an answer to a key.
  private static let niceness: Int32 = 5

  /// From now on others go first; called before there are other threads, which inherit it.
  static func giveWay() {
    // Not allowed on some machines, and then nothing is lost but a few milliseconds.
    _ = setpriority(__priority_which_t(UInt32(PRIO_PROCESS.rawValue)), 0, niceness)
  }

  /// Says where the run is, then lets go of whoever listens: what is printed from now on goes to a
  /// file of the run, such as the report of a crash.
  ///
  /// - Throws: `Interruption` if nobody listens any more, and so nobody wants the run.
  static func announce(_ run: RunDirectory) throws {
    signal(SIGPIPE, SIG_IGN)
    let line = Array((run.path + "\n").utf8)
    let written = line.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    guard written == line.count else { throw Interruption() }
    let file = open(run.outputPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { return }
    dup2(file, STDOUT_FILENO)
    dup2(file, STDERR_FILENO)
    close(file)
  }
}
