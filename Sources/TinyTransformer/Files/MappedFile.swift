import Foundation

/// A file whose bytes are read from the disk as they are looked at, and are nobody's memory.
final class MappedFile: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  /// Maps a regular file.
  ///
  /// - Throws: `ModelFileError`.
  init(_ url: URL) throws {
    func failure(_ problem: ModelFileProblem) -> ModelFileError {
      ModelFileError(file: url.path, problem: problem)
    }
    let descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw failure(.cannotRead(reason: RegularFile.lastSystemError()))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw failure(.cannotRead(reason: RegularFile.lastSystemError()))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw failure(.notARegularFile) }
    let size = Int(status.st_size)
    guard size > 0 else { throw failure(.fileTooShort(bytes: 0)) }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { throw failure(.cannotRead(reason: RegularFile.lastSystemError())) }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
  }

  /// Gives the memory back in which the system keeps what was looked at.
  func forget() {
    if let base = bytes.baseAddress {
      madvise(UnsafeMutableRawPointer(mutating: base), bytes.count, MADV_DONTNEED)
    }
  }

  deinit {
    if let base = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
    }
  }
}
