import Foundation
import Synchronization

/// Keeps what was unpacked as new as packed logs that still grow, and folders as full as those with
/// such logs.
final class UnpackedFollower: Sendable {
  private struct Followed {
    var twins: [TwinFolder] = []
    var files: [PackedFile] = []
  }

  private let followed = Mutex(Followed())
  private let hasBegun = Mutex(false)
  private let draft: String

  /// - Parameter root: a folder where files may be made that nobody looks for.
  init(root: String) { draft = root + "/draft" }

  func follow(_ file: PackedFile) {
    followed.withLock { $0.files.append(file) }
    begin()
  }

  func follow(_ twin: TwinFolder) {
    followed.withLock { $0.twins.append(twin) }
    begin()
  }

  /// Seconds between two looks, or so many times what a look took where that is more.
  private static let pause = 0.5
  private static let idleness = 20.0

  private func begin() {
    let isFirst = hasBegun.withLock { begun in
      defer { begun = true }
      return !begun
    }
    guard isFirst else { return }
    Thread.detachNewThread {
      while true {
        let start = Date.now
        self.look()
        Thread.sleep(
          forTimeInterval: max(Self.pause, Self.idleness * Date.now.timeIntervalSince(start)))
      }
    }
  }

  /// Looks once; what cannot be read now may be the next time.
  private func look() {
    followed.withLock { followed in
      for index in followed.files.indices { try? followed.files[index].renew(draft: draft) }
      for index in followed.twins.indices { followed.twins[index].renew(draft: draft) }
    }
  }
}
