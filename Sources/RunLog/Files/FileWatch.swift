import Glibc

/// Is told by the system when somebody writes to a file.
///
/// A file system that does not tell, such as one of another machine, makes it wait to the end of
/// the time given, so whoever waits looks at the file then.
final class FileWatch: Sendable {
  private let descriptor: Int32

  /// Watches a file that is there; `nil` where the system does not watch files.
  init?(_ path: String) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    guard inotify_add_watch(descriptor, path, UInt32(IN_MODIFY)) >= 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Waits until the file was written to, at most so many milliseconds.
  func wait(atMost milliseconds: Int32) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return }
    var told = [UInt8](repeating: 0, count: 4096)
    while Glibc.read(descriptor, &told, told.count) > 0 {}
  }
}
