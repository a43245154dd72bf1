import CResources
import Foundation

/// The files of words that are part of the program.
package enum ShippedPrompts {
  package struct File: Sendable, Equatable {
    /// Such as "system.txt".
    package let name: String
    package let text: String
  }

  private static let folder = "prompts/"

  package static func files(of world: String) -> [File] {
    var files: [File] = []
    var index: UInt = 0
    while let resource = kolb_resource_at(index)?.pointee {
      index += 1
      let path = String(cString: resource.path)
      let beginning = folder + world + "/"
      guard path.hasPrefix(beginning) else { continue }
      let bytes = UnsafeRawBufferPointer(start: resource.bytes, count: Int(resource.count))
      files.append(
        File(
          name: String(path.dropFirst(beginning.count)),
          text: String(decoding: bytes, as: UTF8.self)))
    }
    return files
  }
}

/// A folder of somebody's own words.
enum PromptFolder {
  private static let longest = 1 << 18

  /// - Returns: `nil` where there is no such file.
  static func text(at path: String) throws(PromptProblem) -> String? {
    guard FileManager.default.fileExists(atPath: path) else {
      let folder = (path as NSString).deletingLastPathComponent
      guard FileManager.default.fileExists(atPath: folder) else {
        throw PromptProblem(
          folder, line: nil, "there is no such folder. 'kolb list prompts --to FOLDER' makes one.")
      }
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path), data.count <= longest else {
      throw PromptProblem(path, line: nil, "it cannot be read, or is longer than 256 KiB.")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw PromptProblem(path, line: nil, "it is not in UTF-8.")
    }
    return text.replacingOccurrences(of: "\r\n", with: "\n")
  }
}
