import Foundation

/// Where a command's result goes: standard output, or a file that is written whole or not at all.
enum OutputFile {
  /// - Parameters:
  ///   - text: what is written.
  ///   - path: a file, which is replaced if it is there; standard output if not given, or "-".
  /// - Throws: `OutputError` if the file cannot be written.
  static func write(_ text: String, to path: String?) throws {
    guard let path, path != "-" else {
      return try StandardOutput.write(text)
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw OutputError(path: path, reason: Self.reason(of: error))
    }
  }

  static func reason(of error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let code = underlying?.domain == NSPOSIXErrorDomain ? underlying?.code : nil
    return code.map { String(cString: strerror(Int32($0))) } ?? error.localizedDescription
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
