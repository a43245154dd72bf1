import Foundation

/// The arguments of the program, also those that name files whose names are no UTF-8.
///
/// Such a name would be repaired on its way into a text, and then name nothing. What lies there is
/// opened before that, and the argument is the path of what was opened.
enum RawArguments {
  /// Without the program's own name.
  static let all: [String] = pairs.map(\.path)

  /// What people are shown in the place of a path.
  static func shown(_ path: String) -> String {
    pairs.first { $0.path == path }?.name ?? path
  }

  private static let pairs: [(path: String, name: String)] = {
    let count = Int(CommandLine.argc)
    return (1..<max(count, 1)).compactMap { index in
      guard let bytes = CommandLine.unsafeArgv[index] else { return nil }
      let name = String(cString: bytes)
      guard String(validatingCString: bytes) == nil else { return (name, name) }
      let descriptor = open(bytes, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      return (descriptor < 0 ? name : "/proc/self/fd/\(descriptor)", name)
    }
  }()
}
