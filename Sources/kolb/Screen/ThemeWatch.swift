import Foundation

/// Is told by the system when a file of a folder is saved, so that nobody has to look.
///
/// The folder is watched and not the file, since most editors put a new file in the old one's
/// place. Where the system does not tell, themes stay as they are until the next start.
final class ThemeWatch {
  /// Can be read when something happened; -1 where the system does not watch.
  let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
  private var watch: Int32 = -1
  private var folder: String?

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Watches the folder of this file instead of the one before; none for `nil`.
  func follow(_ path: String?) {
    let folder = path.map { ($0 as NSString).deletingLastPathComponent }.map {
      $0.isEmpty ? "." : $0
    }
    guard descriptor >= 0, folder != self.folder else { return }
    if watch >= 0 { inotify_rm_watch(descriptor, watch) }
    self.folder = folder
    let saved = UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO)
    watch = folder.map { inotify_add_watch(descriptor, $0, saved) } ?? -1
  }

  /// Whether something was saved since it was last asked.
  func hasNews() -> Bool {
    guard descriptor >= 0 else { return false }
    var told = [UInt8](repeating: 0, count: 4096)
    var isTold = false
    while read(descriptor, &told, told.count) > 0 { isTold = true }
    return isTold
  }
}
