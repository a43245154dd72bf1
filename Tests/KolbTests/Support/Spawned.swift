import Foundation

/// A program that may leave others running, as tmux leaves its server.
///
/// Foundation's `Process` would wait for those too.
enum Spawned {
  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - words: its name, which is looked up, and its arguments.
  ///   - output: the file that its standard output goes to.
  /// - Returns: its exit code, or -1 if it could not be run.
  static func run(_ words: [String], output: String) -> Int32 {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output, O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // Without the descriptors of the tests, on whose closing others wait.
    for descriptor in Int32(3)..<1024 {
      posix_spawn_file_actions_addclose(&files, descriptor)
    }
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = Signals.unblocked {
      posix_spawnp(&process, words[0], &files, nil, arguments, environ)
    }
    guard code == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }
}
