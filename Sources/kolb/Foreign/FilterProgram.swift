import Foundation

/// A program that reads one file and writes another, run to its end.
enum FilterProgram {
  /// Why nothing was started.
  struct Refusal: Error {
    let reason: String
  }

  /// - Parameters:
  ///   - words: the program, which is looked for as a shell looks for it, and its arguments.
  ///   - source: its standard input.
  ///   - target: its standard output, a file that must not be there yet.
  ///   - errors: its standard error, another such file.
  /// - Returns: its exit code; 128 more than the number of a signal that ended it.
  /// - Throws: `Refusal` where the system refuses.
  static func run(
    _ words: [String], from source: String, to target: String, errorsTo errors: String
  ) throws(Refusal) -> Int32 {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    let isNew = O_WRONLY | O_CREAT | O_EXCL
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, source, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, target, isNew, 0o600)
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors, isNew, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, words[0], &files, nil, arguments, environ)
    guard code == 0 else { throw Refusal(reason: String(cString: strerror(code))) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Refusal(reason: String(cString: strerror(errno))) }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
