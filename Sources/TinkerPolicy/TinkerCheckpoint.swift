import Basics
import Foundation

/// Where a server keeps the weights of a checkpoint; the weights themselves stay there.
struct TinkerCheckpoint: Equatable {
  var base: String
  var path: String
  var history: String

  private static let name = "tinker.json"

  init(base: String, path: String, history: String) {
    self.base = base
    self.path = path
    self.history = history
  }

  /// - Throws: `TinkerProblem.noCheckpoint`.
  init(from folder: String) throws {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(Self.name)
    guard let bytes = try? Data(contentsOf: url),
      let document = try? JSONValue(parsing: bytes),
      let base = document["base_model"]?.text, let path = document["path"]?.text,
      let history = document["history"]?.text
    else { throw TinkerProblem.noCheckpoint(folder: folder) }
    self.init(base: base, path: path, history: history)
  }

  func write(to folder: String) throws {
    let document: JSONValue = [
      "base_model": .string(base), "path": .string(path), "history": .string(history),
    ]
    let url = URL(fileURLWithPath: folder).appendingPathComponent(Self.name)
    try Data(document.indentedText().utf8).write(to: url)
  }
}
