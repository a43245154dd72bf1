import Foundation

/// The descriptors 0, 1 and 2, which every program may count on.
enum StandardDescriptors {
  /// Opens those that were closed, so that no file of a run gets their number and with it
  /// whatever is printed.
  static func fill() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
