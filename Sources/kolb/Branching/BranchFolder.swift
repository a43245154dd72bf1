import Basics
import Foundation
import RunLog
import RunModel

/// Where what was tried of a run's episodes is kept.
///
/// Beside a run of our own; of a recording, or where nothing can be written, in the user's state
/// folder, under a name that follows the log wherever it is moved, as bookmarks are.
struct BranchFolder {
  private let run: RunDirectory

  init(_ run: RunDirectory) { self.run = run }

  private var isBeside: Bool { run.bookmarksPath != nil && access(run.path, W_OK) == 0 }

  private var elsewhere: URL? {
    guard let head = run.logHead(), !head.isEmpty else { return nil }
    return StateFolder.url.appendingPathComponent("branches")
      .appendingPathComponent(String(FNV1a.hash(head), radix: 16))
  }

  /// Makes the file of a new branch.
  func makeBranch() throws -> (number: Int, path: String) {
    guard !isBeside, let elsewhere else { return try run.makeBranch() }
    try FileManager.default.createDirectory(
      at: elsewhere, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try run.makeBranch(in: elsewhere.path)
  }

  /// The events of every branch, wherever they are kept.
  func branches() -> [[RunEvent]] {
    run.branches() + (elsewhere.map { run.branches(in: $0.path) } ?? [])
  }
}
