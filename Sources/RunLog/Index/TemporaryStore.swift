import Glibc
import RunModel
import Synchronization

/// Keeps bytes in a file without a name, which is gone when the program is.
///
/// What a long run leaves behind for looking back lies there instead of in memory, and the system
/// writes it out where memory is short. A run that is not long has no file, and a disk that is
/// full costs memory and nothing else.
package final class TemporaryStore: PackedStore {
  /// The file grows by so much at a time.
  private static let step = 8 << 20
  /// So much stays in memory.
  private static let free = 256 << 10

  private let folder: String
  private let state = Mutex(State())

  private struct State: Sendable {
    var file: OpenFile?
    var mapping: FileMapping?
    /// Bytes of the file, of the mapping that are taken, and of what stays in memory.
    var size = 0
    var used = 0
    var left = 0
    var isFull = false
  }

  /// A store whose file lies in a folder, which is made when it is needed.
  package init(in folder: String) { self.folder = folder }

  package func keep(_ bytes: [UInt8]) -> MappedBytes? {
    state.withLock { state in
      guard !bytes.isEmpty, bytes.count <= Self.step, !state.isFull else { return nil }
      guard state.left > Self.free else {
        state.left += bytes.count
        return nil
      }
      if state.mapping == nil || state.used + bytes.count > Self.step {
        state.mapping = try? grow(&state)
        state.used = 0
      }
      guard let mapping = state.mapping else {
        state.isFull = true
        return nil
      }
      let range = state.used..<(state.used + bytes.count)
      mapping.write(bytes, at: range.lowerBound)
      state.used = range.upperBound
      return MappedBytes(range, of: mapping)
    }
  }

  private func grow(_ state: inout State) throws(RunLogError) -> FileMapping? {
    if state.file == nil { state.file = try make() }
    guard let file = state.file else { return nil }
    // Asked for before it is written to: a page that has no place on the disk ends programs.
    guard posix_fallocate(file.descriptor, off_t(state.size), off_t(Self.step)) == 0 else {
      return nil
    }
    let mapping = FileMapping(file, at: state.size, count: Self.step, isWritable: true)
    state.size += Self.step
    return mapping
  }

  private func make() throws(RunLogError) -> OpenFile {
    try Folder.make(folder)
    let path = "\(folder)/.\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let file = try OpenFile(path, O_RDWR | O_CREAT | O_EXCL, for: "made")
    unlink(path)
    return file
  }
}
