import Foundation

/// Another process of this program, with its words to us on a pipe.
///
/// Foundation's own `Process` waits on a thread and a run loop; a few children are simply polled.
final class ChildProcess {
  let identifier: pid_t
  /// Where its standard error is read.
  let errors: Int32

  /// Starts this program.
  ///
  /// The child is in a process group of its own, so that Ctrl-C in the terminal reaches only us.
  ///
  /// - Parameters:
  ///   - arguments: what follows the program's name.
  ///   - input: what becomes its standard input.
  /// - Throws: `ChildProcessError` where the system refuses.
  init(_ arguments: [String], input: Int32) throws(ChildProcessError) {
    guard let program = Bundle.main.executablePath else { throw .unknownProgram }
    let pipe = try ProcessPipe()
    errors = pipe.reading
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO)
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&files, pipe.writing, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t()
    let code = posix_spawn(&process, program, &files, &attributes, words, environ)
    close(pipe.writing)
    guard code == 0 else {
      close(pipe.reading)
      throw .refused(String(cString: strerror(code)))
    }
    identifier = process
  }

  deinit { close(errors) }

  /// Reads what it has said since; nothing at its end.
  ///
  /// Waits, unless `poll` says that there is something.
  func read() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Foundation.read(errors, &bytes, bytes.count)
      if count >= 0 { return Array(bytes[..<count]) }
      if errno != EINTR { return [] }
    }
  }

  /// Asks it to end with a checkpoint.
  func stop() { kill(identifier, SIGTERM) }

  /// Waits for its end, which comes with the end of its words.
  func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { return .exited(-1) }
    }
    return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed(status & 0x7F)
  }

  enum Ending: Equatable {
    case exited(Int32)
    /// By a signal.
    case killed(Int32)
  }
}

/// A pipe whose ends no child inherits.
struct ProcessPipe {
  let reading: Int32
  let writing: Int32

  init() throws(ChildProcessError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .refused(String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}

/// Why no process can be started.
enum ChildProcessError: Error, CustomStringConvertible {
  case unknownProgram
  case refused(String)

  var description: String {
    switch self {
    case .unknownProgram: "the program does not know its own file, so it cannot start runs."
    case .refused(let reason): "a run cannot be started: \(reason)."
    }
  }
}
