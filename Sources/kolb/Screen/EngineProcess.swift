import ArgumentParser
import Foundation
import RunLog

/// An engine in a process and a session of its own, which outlives this one and its terminal.
///
/// Only what it does is shared: its log, its lock, and the file of its orders.
struct EngineProcess {
  let process: pid_t
  let run: RunDirectory

  /// `POSIX_SPAWN_SETSID` of <spawn.h>, which Swift does not see.
  private static let newSession: Int16 = 0x80

  /// Starts this very program as an engine and waits until its run has its first event.
  ///
  /// What the engine says meanwhile is passed on.
  ///
  /// - Parameter words: a command that trains, such as "run" and its arguments.
  /// - Returns: the process and its run.
  /// - Throws: `ScreenError.noEngine` if there can be no process; `ExitCode` as the engine ended
  ///   with, after it has said why.
  static func start(_ words: [String]) throws -> EngineProcess {
    let answer = try Channel()
    let errors = try Channel()
    let process = try spawn(words + ["--headless", "--announce"], answer, errors)
    answer.closeWriting()
    errors.closeWriting()
    if let path = listen(answer, errors) {
      return EngineProcess(process: process, run: try RunDirectory(opening: path))
    }
    throw ExitCode(ended(process, waiting: true) ?? ExitStatus.failed)
  }

  /// Whether the process is over; also lets the system forget it.
  func hasEnded() -> Bool { Self.ended(process, waiting: false) != nil }

  /// The exit code of a process that has ended.
  private static func ended(_ process: pid_t, waiting: Bool) -> Int32? {
    var status: Int32 = 0
    var result: pid_t
    repeat {
      result = waitpid(process, &status, waiting ? 0 : WNOHANG)
    } while result < 0
      && errno == EINTR
    guard result != 0 else { return nil }
    guard result > 0 else { return ExitStatus.failed }
    guard status & 0x7F == 0 else {
      StandardError.write("error: the engine was ended by signal \(status & 0x7F)")
      return ExitStatus.failed
    }
    return (status >> 8) & 0xFF
  }

  /// The path that the engine announces; `nil` if it ends without.
  private static func listen(_ answer: Channel, _ errors: Channel) -> String? {
    var path: [UInt8] = []
    while true {
      var waiting = [
        pollfd(fd: answer.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors.reading, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0 || errno == EINTR else { return nil }
      if waiting[1].revents != 0, let words = errors.read() {
        words.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
      }
      guard waiting[0].revents != 0 else { continue }
      guard let bytes = answer.read(), !bytes.isEmpty else {
        while let words = errors.read(), !words.isEmpty {
          words.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
        }
        return nil
      }
      path += bytes
      if path.last == UInt8(ascii: "\n") { return String(decoding: path.dropLast(), as: UTF8.self) }
    }
  }

  private static func spawn(
    _ words: [String], _ answer: Channel, _ errors: Channel
  ) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own: closing the terminal does not reach it.
    posix_spawnattr_setflags(&attributes, Self.newSession)
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&files, answer.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&files, errors.writing, STDERR_FILENO)
    let arguments: [UnsafeMutablePointer<CChar>?] = (["kolb"] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawn(&process, "/proc/self/exe", &files, &attributes, arguments, environ)
    guard code == 0 else { throw ScreenError.noEngine(reason: String(cString: strerror(code))) }
    return process
  }
}

/// A pipe that no other program inherits by accident.
private final class Channel {
  let reading: Int32
  private(set) var writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw ScreenError.noEngine(reason: String(cString: strerror(errno)))
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    closeWriting()
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// What there is; empty at the end.
  func read() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    var count = -1
    repeat { count = Glibc.read(reading, &bytes, bytes.count) } while count < 0 && errno == EINTR
    return count < 0 ? nil : Array(bytes.prefix(count))
  }
}
