import Foundation

/// Where what the program remembers between two sessions is: the XDG base directory, in a folder of
/// ours.
enum StateFolder {
  /// `$XDG_STATE_HOME/kolb`, which need not be there; `~/.local/state/kolb` where that is not set.
  static var url: URL {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let base = named ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state"
    return URL(fileURLWithPath: base).appendingPathComponent("kolb")
  }

  /// Adds a line to a file of the folder, which is made for it.
  static func append(_ line: String, to name: String) throws {
    try append(line, to: url.appendingPathComponent(name))
  }

  static func append(_ line: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StateProblem(path: file.path, code: errno) }
    defer { close(descriptor) }
    let bytes = Array((line + "\n").utf8)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count else { throw StateProblem(path: file.path, code: errno) }
  }
}

/// Why something is not remembered.
struct StateProblem: Error, CustomStringConvertible {
  let path: String
  let code: Int32

  var description: String {
    "\(ConfigurationFolder.shortened(path)) cannot be written: \(String(cString: strerror(code)))"
  }
}
