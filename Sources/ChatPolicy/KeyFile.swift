import Foundation
import Glibc

/// A file with keys that only its owner can read: a line for each host, HOST KEY.
struct KeyFile {
  private static let longest = 1 << 16
  private let path: String

  init(_ path: String) {
    self.path = (path as NSString).expandingTildeInPath
  }

  /// - Throws: `KeyProblem`; never with anything that stands in the file.
  func key(for host: String) throws(KeyProblem) -> APIKey {
    for (number, line) in try lines().enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      guard words.count == 2 else { throw .badLine(path, line: number + 1) }
      guard first.lowercased() == host else { continue }
      return try APIKey(String(words[1]), host: host, origin: "the file \(path)")
    }
    throw .noKey(file: path, host: host)
  }

  private func lines() throws(KeyProblem) -> [Substring] {
    // Asked of what was opened, so that nobody changes it in between.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .noFile(path, why: String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw .noFile(path, why: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .noFile(path, why: "it is no file") }
    guard status.st_mode & 0o077 == 0 else {
      throw .notPrivate(path, mode: Int(status.st_mode & 0o777))
    }
    guard status.st_size <= Self.longest else { throw .noFile(path, why: "it is too long") }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    let count = read(file, &bytes, bytes.count)
    guard count >= 0 else { throw .noFile(path, why: String(cString: strerror(errno))) }
    return String(decoding: bytes[..<count], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }
}
