import Basics
import Foundation

/// Where a command's result goes: standard output, or a file that is written whole or not at all.
enum OutputFile {
  /// Writes a result.
  ///
  /// A link is followed; a device or a pipe is written into; a file that is there is replaced by
  /// one of its mode and owner.
  ///
  /// - Parameters:
  ///   - text: what is written.
  ///   - path: where to; standard output if not given, or "-".
  /// - Throws: `OutputError` if it cannot be written.
  static func write(_ text: String, to path: String?) throws {
    guard let path, path != "-" else { return try StandardOutput.write(text) }
    do {
      let bytes = Data(text.utf8)
      var status = stat()
      guard stat(path, &status) == 0 else { return try create(path, bytes) }
      if status.st_mode & S_IFMT == S_IFREG {
        try replace(target(of: path), bytes, status)
      } else {
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.write(contentsOf: bytes)
        try file.close()
      }
    } catch {
      throw OutputError(path: path, reason: Self.reason(of: error))
    }
  }

  /// A file that was not there, or is what a link without an end names.
  private static func create(_ path: String, _ bytes: Data) throws {
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    try bytes.write(to: URL(filePath: path), options: isLink ? [] : .atomic)
  }

  /// The new file gets its name once it is whole.
  private static func replace(_ path: String, _ bytes: Data, _ old: stat) throws {
    let draft = path + ".\(UUID().uuidString.prefix(8)).partial"
    do {
      try bytes.write(to: URL(filePath: draft), options: .withoutOverwriting)
      // Whoever may not give files away keeps what was written.
      _ = chown(draft, old.st_uid, old.st_gid)
      guard chmod(draft, old.st_mode & 0o7777) == 0, rename(draft, path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private static func target(of path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  static func reason(of error: any Error) -> String {
    if let posix = error as? POSIXError { return String(cString: strerror(posix.code.rawValue)) }
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let code = underlying?.domain == NSPOSIXErrorDomain ? underlying?.code : nil
    if let code { return String(cString: strerror(Int32(code))) }
    let words = error.localizedDescription.withoutFullStop
    // These are numbers of a library, and nobody's words.
    return words.contains("ErrorDomain") ? "the system did not allow it" : words
  }
}

struct OutputError: Error, CustomStringConvertible {
  /// `nil` for standard output.
  let path: String?
  let reason: String

  var description: String {
    path.map { "'\($0)' was not written: \(reason). Name another file with --out." }
      ?? "standard output was not written: \(reason)."
  }
}
