import Foundation
import RunLog

/// Renaming and deleting what lies on the shelf.
enum ShelfChange {
  /// - Throws: `ShelfProblem`, or what the file system says.
  static func rename(_ path: String, to name: String) throws -> String {
    try check(path)
    let wanted = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appendingPathComponent(name)
    guard !FileManager.default.fileExists(atPath: wanted.path) else {
      throw ShelfProblem.taken(name)
    }
    try FileManager.default.moveItem(atPath: path, toPath: wanted.path)
    return name
  }

  /// Takes them away at once, and their files on a thread of its own, since they may be many.
  static func delete(_ paths: [String]) throws {
    for path in paths { try check(path) }
    for path in paths {
      let place = URL(fileURLWithPath: path)
      let doomed = place.deletingLastPathComponent()
        .appendingPathComponent(".deleted-\(UUID().uuidString.prefix(8))")
      try FileManager.default.moveItem(at: place, to: doomed)
      Thread.detachNewThread { try? FileManager.default.removeItem(at: doomed) }
    }
  }

  /// Nothing is taken away from under an engine.
  private static func check(_ path: String) throws {
    let runs = (try? ComparisonSource([path]).runs.map(\.source)) ?? []
    for case .run(let run) in runs {
      if case .working = try run.enginePresence() { throw ShelfProblem.live(run.path) }
    }
  }
}

/// Why something on the shelf stays as it is.
enum ShelfProblem: Error, CustomStringConvertible {
  case live(String)
  case taken(String)

  var description: String {
    switch self {
    case .live(let path): "something trains in \(path); stop that first"
    case .taken(let name): "there is a '\(name)' already; give another name"
    }
  }
}
