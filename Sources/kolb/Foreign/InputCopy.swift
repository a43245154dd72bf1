import Foundation
import Glibc
import RunLog

/// Standard input as a file, so that logs of any format can be followed through a pipe and their
/// words be read again.
///
/// The file has no name from the beginning on, so that nothing is left of it however the program
/// ends.
struct InputCopy {
  /// Where it can be opened as long as the program runs.
  let path: String

  private static let chunk = 64 << 10

  /// - Parameters:
  ///   - begun: what was taken of the input already.
  ///   - waits: whether all of the input is taken before anything is read; otherwise it is taken
  ///     beside what goes on.
  /// - Throws: `RunLogError` where there is no room for a file.
  init(begun: [UInt8] = [], waits: Bool) throws(RunLogError) {
    let folder = FileManager.default.temporaryDirectory.path
    let open = String(repeating: "X", count: 6)
    var name = Array("\(folder)/kolb-input-\(open)".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else {
      throw .refused(
        path: folder, action: "written", reason: String(cString: strerror(errno)))
    }
    unlink(name)
    path = "/proc/self/fd/\(descriptor)"
    guard Self.write(begun[...], to: descriptor) else {
      throw .refused(
        path: folder, action: "written", reason: String(cString: strerror(errno)))
    }
    if waits {
      Self.copy(to: descriptor)
    } else {
      Thread.detachNewThread { Self.copy(to: descriptor) }
    }
  }

  private static func copy(to descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: chunk)
    while true {
      let count = read(STDIN_FILENO, &buffer, chunk)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      guard write(buffer[..<count], to: descriptor) else { return }
    }
  }

  /// Writes bytes, and says whether the system took all of them.
  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
