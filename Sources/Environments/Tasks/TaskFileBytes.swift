import Foundation

/// The bytes of a file of tasks, in UTF-8, whatever the editor that saved it put before them.
enum TaskFileBytes {
  /// - Throws: `TaskFileError` where there is no such file, or it is none that has an end.
  static func contents(of path: String) throws(TaskFileError) -> [UInt8] {
    var about = stat()
    guard stat(path, &about) == 0 else {
      throw .cannotRead(file: path, reason: reason(errno))
    }
    switch about.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: break
    case S_IFDIR: throw .cannotRead(file: path, reason: "it is a folder")
    default: throw .cannotRead(file: path, reason: "it is a device or a socket, and no file")
    }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .cannotRead(file: path, reason: reason(errno)) }
    defer { close(file) }
    guard let bytes = bytes(of: file) else {
      throw .cannotRead(file: path, reason: reason(errno))
    }
    return utf8(bytes)
  }

  private static let chunk = 1 << 20

  /// Everything up to the end, also of a pipe; `nil` where the system refuses.
  private static func bytes(of file: Int32) -> Data? {
    var bytes = Data()
    while true {
      let end = bytes.count
      bytes.count += chunk
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(file, buffer.baseAddress?.advanced(by: end), chunk)
      }
      bytes.count = end + max(count, 0)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
    }
  }

  /// Without a byte order mark; what is marked as UTF-16 becomes UTF-8.
  static func utf8(_ data: Data) -> [UInt8] {
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(data.dropFirst(3)) }
    let isUTF16 = data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF])
    if isUTF16, data.prefix(64).contains(0), let text = String(data: data, encoding: .utf16) {
      return Array(text.utf8)
    }
    return Array(data)
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "no such file"
    case EACCES, EPERM: "no permission"
    default: String(cString: strerror(code))
    }
  }
}
