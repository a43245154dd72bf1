import Glibc

/// A pipe that a shell made for `kolb open <(COMMAND)`, named by its descriptor.
///
/// It is read once and to its end as standard input is, so that it takes its place; the keyboard of
/// the dashboard is then the terminal itself.
enum ShellPipe {
  private static let folders = ["/dev/fd/", "/proc/self/fd/"]

  /// Makes what an argument names standard input, if that is such a pipe.
  ///
  /// - Returns: whether it is.
  static func becomesInput(_ argument: String) -> Bool {
    guard let folder = folders.first(where: argument.hasPrefix),
      let descriptor = Int32(argument.dropFirst(folder.count)), descriptor > STDERR_FILENO
    else { return false }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return false }
    return dup2(descriptor, STDIN_FILENO) == STDIN_FILENO
  }
}
