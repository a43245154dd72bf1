import Foundation
import Glibc
import RunLog

/// The user's secret by which a history beside a log is known as one's own.
///
/// It is made when the first long run ends, tells nothing of the user, and opens nothing.
enum SealFile {
  private static let name = "history-seal"

  private static var path: String { StateFolder.url.appendingPathComponent(name).path }

  /// The secret; `nil` where there is none, or others could know it.
  static func read() -> HistorySeal? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_mode & 0o077 == 0, status.st_uid == geteuid()
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: HistorySeal.size + 1)
    let count = Glibc.read(file, &bytes, bytes.count)
    return HistorySeal(Array(bytes.prefix(max(0, count))))
  }

  /// The secret, which is made if there is none; `nil` where it cannot be kept.
  static func make() -> HistorySeal? {
    if let known = read() { return known }
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<HistorySeal.size).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try? FileManager.default.createDirectory(
      at: StateFolder.url, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return read() }
    defer { close(file) }
    guard bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count else {
      unlink(path)
      return nil
    }
    return HistorySeal(bytes)
  }
}
