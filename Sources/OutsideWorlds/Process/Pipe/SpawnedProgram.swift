import Foundation

/// A program that was started, with pipes to what it reads and from what it writes.
///
/// It leads a process group of its own: Ctrl-C in the terminal does not reach it, and what it
/// starts itself ends with it.
package struct SpawnedProgram: Sendable {
  package let identifier: pid_t
  /// Becomes its standard input; never waits.
  package let input: Int32
  /// Its standard output; never waits.
  package let output: Int32
  /// Its standard error; never waits.
  package let errors: Int32

  /// Starts a program, which is looked for as a shell looks for it.
  ///
  /// - Throws: `Refusal` where the system refuses.
  package init(_ words: [String]) throws(Refusal) {
    // Of two that are started at once, neither is to hold the other's pipes open.
    Self.starting.lock()
    defer { Self.starting.unlock() }
    let pipes = try (0..<3).map { _ throws(Refusal) in try Self.pipe() }
    let theirs = [pipes[0].reading, pipes[1].writing, pipes[2].writing]
    let ours = [pipes[0].writing, pipes[1].reading, pipes[2].reading]
    defer { for end in theirs { close(end) } }
    do {
      identifier = try Self.spawn(words, standard: theirs)
    } catch {
      for end in ours { close(end) }
      throw error
    }
    for end in ours { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) }
    (input, output, errors) = (ours[0], ours[1], ours[2])
    LivingPrograms.add(identifier)
  }

  /// Ends it and all that it started, at once.
  package func kill() {
    Foundation.kill(-identifier, SIGKILL)
    // One that has left its group is still our child.
    Foundation.kill(identifier, SIGKILL)
  }

  /// Waits for its end, which must be near.
  package func wait() -> Ending {
    var status: Int32 = 0
    defer { LivingPrograms.remove(identifier) }
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { return .exited(-1) }
    }
    return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .killed(status & 0x7F)
  }

  /// How it ended.
  package enum Ending: Sendable, Equatable {
    case exited(Int32)
    /// By a signal.
    case killed(Int32)

    var words: String {
      switch self {
      case .exited(0): "it ended by itself"
      case .exited(let code): "it ended with code \(code)"
      case .killed(let signal): "it was ended by signal \(signal)"
      }
    }
  }

  /// Why nothing was started.
  package struct Refusal: Error, Equatable {
    package let reason: String
  }
}

extension SpawnedProgram {
  private static let starting = NSLock()

  /// A pipe whose ends no other program that is started inherits.
  static func pipe() throws(Refusal) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    guard Foundation.pipe(&ends) == 0 else {
      throw Refusal(reason: String(cString: strerror(errno)))
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static var highestDescriptor: Int32 {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }.max() ?? 256
  }

  private static func spawn(_ words: [String], standard: [Int32]) throws(Refusal) -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for (place, end) in standard.enumerated() {
      posix_spawn_file_actions_adddup2(&files, end, Int32(place))
    }
    // What else is open here is none of its business, and would be held open by it.
    for other in 3...(Self.highestDescriptor + 32) {
      posix_spawn_file_actions_addclose(&files, other)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var usual = sigset_t()
    sigfillset(&usual)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawnp(&process, words[0], &files, &attributes, arguments, environ)
    guard code == 0 else { throw Refusal(reason: String(cString: strerror(code))) }
    return process
  }
}
