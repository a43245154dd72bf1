import Foundation
import RunLog

/// An engine that was started and has not said yet where its run is.
///
/// Making a run ready takes a moment, in which whoever started it has other things to do.
final class EngineBeginning {
  private let process: pid_t
  private let answer: Channel
  private let errors: Channel
  private var path: [UInt8] = []
  /// What the engine has said on standard error and nobody has taken.
  private(set) var words = ""

  enum News {
    case began(EngineProcess)
    case ended(EngineProcess.Ending)
  }

  /// `POSIX_SPAWN_SETSID` of <spawn.h>, which Swift does not see.
  private static let newSession: Int16 = 0x80

  /// - Parameter words: a command that trains, such as "run" and its arguments.
  /// - Throws: `ScreenError.noEngine` if there can be no process.
  init(_ words: [String]) throws {
    answer = try Channel()
    errors = try Channel()
    process = try Self.spawn(words + ["--headless", "--announce"], answer, errors)
    answer.closeWriting()
    errors.closeWriting()
  }

  func takeWords() -> String {
    defer { words = "" }
    return words
  }

  /// What has become of it, if anything has.
  ///
  /// - Parameter milliseconds: how long to wait for news; below 0 for as long as it takes.
  /// - Returns: the news; `nil` for none yet.
  /// - Throws: `RunLogError` where what it announces is no run.
  func look(atMost milliseconds: Int32) throws -> News? {
    var waiting = [
      pollfd(fd: answer.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors.reading, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&waiting, 2, milliseconds) > 0 else { return nil }
    if waiting[1].revents != 0 { hear() }
    guard waiting[0].revents != 0 else { return nil }
    guard let bytes = answer.read(), !bytes.isEmpty else {
      while hear() {}
      return EngineProcess.ended(process, waiting: true).map { .ended($0) }
    }
    path += bytes
    guard path.last == UInt8(ascii: "\n") else { return nil }
    let run = try RunDirectory(opening: String(decoding: path.dropLast(), as: UTF8.self))
    return .began(EngineProcess(process: process, run: run))
  }

  /// Takes what it says; whether there was anything.
  @discardableResult
  private func hear() -> Bool {
    guard let bytes = errors.read(), !bytes.isEmpty else { return false }
    words += String(decoding: bytes, as: UTF8.self)
    return true
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
