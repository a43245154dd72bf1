import Foundation

/// Goes on with a stopped run in a process of its own, which outlives this one and its terminal.
///
/// A run that is resumed does what it would have done anyway, so nothing is lost by the change.
enum DetachedRun {
  /// `POSIX_SPAWN_SETSID` of <spawn.h>, which Swift does not see.
  private static let newSession: Int16 = 0x80

  /// - Throws: `ScreenError.notDetached`.
  static func start(_ run: String) throws {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own: closing the terminal does not reach it.
    posix_spawnattr_setflags(&attributes, Self.newSession)
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0)
    }
    let program = "/proc/self/exe"
    let words = ["kolb", "resume", run, "--headless"]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawn(&process, program, &files, &attributes, arguments, environ)
    guard code == 0 else {
      throw ScreenError.notDetached(reason: String(cString: strerror(code)))
    }
  }
}
