import Basics
import Foundation

/// Plain files read in one go, with a limit, and written so that they survive a crash.
enum RegularFile {
  /// The bytes of a file of at most `limit` bytes.
  ///
  /// A pipe or a device would block or never end, so anything but a regular file is refused; links
  /// are followed, because the cache of `huggingface_hub` consists of them.
  ///
  /// - Throws: `ModelFileError`.
  static func read(_ url: URL, limit: Int) throws -> [UInt8] {
    func failure(_ problem: ModelFileProblem) -> ModelFileError {
      ModelFileError(file: url.path, problem: problem)
    }
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(.cannotRead(reason: lastSystemError())) }
    defer { close(descriptor) }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw failure(.cannotRead(reason: lastSystemError()))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure(.notARegularFile) }
    let size = Int(status.st_size)
    guard size <= limit else { throw failure(.tooLarge(bytes: size, limit: limit)) }

    do {
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
      return Array(try handle.read(upToCount: size) ?? Data())
    } catch {
      throw failure(.cannotRead(reason: error.localizedDescription.withoutFullStop))
    }
  }

  /// Writes a new file and waits until the disk has it.
  ///
  /// - Throws: `ModelFileError`.
  static func write(_ bytes: [UInt8], to url: URL) throws {
    try write(to: url) { append in try append(Data(bytes)) }
  }

  /// Writes a new file piece by piece and waits until the disk has it.
  ///
  /// - Throws: `ModelFileError`.
  static func write(
    to url: URL, _ pieces: (_ append: (Data) throws -> Void) throws -> Void
  ) throws {
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ModelFileError(file: url.path, problem: .cannotWrite(reason: lastSystemError()))
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try pieces { try handle.write(contentsOf: $0) }
      try handle.synchronize()
      try handle.close()
    } catch {
      throw ModelFileError(
        file: url.path, problem: .cannotWrite(reason: error.localizedDescription.withoutFullStop))
    }
  }

  /// Waits until the disk has the names in a folder: files that were made, renamed or removed.
  ///
  /// - Throws: `ModelFileError`.
  static func synchronizeFolder(_ url: URL) throws {
    let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ModelFileError(file: url.path, problem: .cannotWrite(reason: lastSystemError()))
    }
    defer { close(descriptor) }
    // Some network file systems cannot synchronise a folder and say EINVAL; the files are safe.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw ModelFileError(file: url.path, problem: .cannotWrite(reason: lastSystemError()))
    }
  }

  static func lastSystemError() -> String { String(cString: strerror(errno)) }
}
