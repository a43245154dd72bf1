import Environments
import Foundation

/// The words for language models, world by world.
struct PromptList {
  private var worlds: [(name: String, files: [ShippedPrompts.File])] {
    EnvironmentCatalog.shipped.entries.map { ($0.name, ShippedPrompts.files(of: $0.name)) }
      .filter { !$0.files.isEmpty }
  }

  /// A file and how it begins.
  var rows: [(name: String, words: String)] {
    worlds.flatMap { world, files in
      files.map { file in
        let first = file.text.split(separator: "\n").first.map(String.init) ?? ""
        return ("\(world)/\(file.name)", String(first.prefix(90)))
      }
    }
  }

  /// Puts a copy of each into a folder, where there is none yet.
  ///
  /// - Throws: what is wrong with the folder; `PromptCopyProblem` for a file that is there already.
  func copy(to folder: String) throws {
    for (world, files) in worlds {
      let place = URL(fileURLWithPath: folder).appendingPathComponent(world)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for file in files {
        let path = place.appendingPathComponent(file.name).path
        guard !FileManager.default.fileExists(atPath: path) else {
          throw PromptCopyProblem(path: path)
        }
        try OutputFile.write(file.text, to: path)
      }
      print("\(world): change what is in \(place.path), then add".safeForTerminals)
      print("  --set \(world).prompts=\(place.path)".safeForTerminals)
    }
  }
}

/// A file that would be written over.
struct PromptCopyProblem: Error, CustomStringConvertible {
  let path: String

  var description: String { "'\(path)' is there already. Name another folder, or remove it." }
}
