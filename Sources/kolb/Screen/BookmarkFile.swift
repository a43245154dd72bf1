import Basics
import Foundation
import RunLog
import RunModel

/// The file in which the bookmarks on a run's episodes are kept.
///
/// Beside the log of a run of our own; of a recording and of other people's runs in the user's state
/// folder, under a name that follows the log wherever it is moved.
struct BookmarkFile {
  private let url: URL

  /// - Parameter source: the run; a pipe has no place to keep anything.
  init?(_ source: EventSource) {
    switch source {
    case .run(let run):
      if let path = run.bookmarksPath, Self.isOurs(run.path) {
        url = URL(fileURLWithPath: path)
      } else if let head = run.logHead(), !head.isEmpty {
        url = Self.file(for: head)
      } else {
        return nil
      }
    case .log(let path):
      guard let head = try? RunDirectory.head(of: path), !head.isEmpty else { return nil }
      url = Self.file(for: head)
    case .foreign(let log):
      let path = URL(fileURLWithPath: log.path).standardizedFileURL.path
      url = Self.file(for: Array("\(log.format) \(path)".utf8))
    case .standardInput, .standardInputBehind: return nil
    }
  }

  private static func isOurs(_ folder: String) -> Bool {
    access(folder, W_OK) == 0
  }

  private static func file(for head: [UInt8]) -> URL {
    let digest = String(FNV1a.hash(head), radix: 16)
    return StateFolder.url.appendingPathComponent("bookmarks")
      .appendingPathComponent("\(digest).jsonl")
  }

  func read() -> [Bookmark] {
    BookmarkLine.read((try? String(contentsOf: url, encoding: .utf8)) ?? "")
  }

  /// - Throws: `StateProblem` where it cannot be kept.
  func keep(_ bookmark: Bookmark) throws {
    try StateFolder.append(BookmarkLine.encode(bookmark), to: url)
  }
}
