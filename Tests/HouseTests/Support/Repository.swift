import Foundation
import Testing

/// The checkout that these tests were built from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func file(_ path: String) -> URL { root.appending(path: path) }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: file(path), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: file(path).path)
  }

  /// A source archive has no history to ask.
  static let hasHistory = exists(".git")

  /// The files that belong to the project: those that git knows, or would take.
  static func ownFiles() throws -> [String] {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    // A checkout of somebody else's, as on a build machine, is read all the same.
    git.arguments = [
      "git", "-c", "safe.directory=*", "-C", root.path, "ls-files", "-z", "--cached", "--others",
      "--exclude-standard",
    ]
    let output = Pipe()
    git.standardOutput = output
    try git.run()
    let names = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    try #require(git.terminationStatus == 0, "git does not list the files")
    return names.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .filter(exists)
  }

  /// Every Swift file under a folder of targets.
  static func swiftFiles(under folder: String) throws -> [SwiftFile] {
    let start = file(folder)
    let files = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)
    let swift = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    try #require(!swift.isEmpty, "there is no Swift file under \(folder)")
    return try swift.map { url in
      let path = url.path.dropFirst(start.path.count).drop { $0 == "/" }
      return SwiftFile(
        path: "\(folder)/\(path)", target: String(path.prefix { $0 != "/" }),
        bytes: try Data(contentsOf: url))
    }
  }
}

/// A Swift file and the target that it belongs to.
struct SwiftFile {
  let path: String
  let target: String
  let bytes: Data

  /// The lines of code, not of comments, that contain a word, by their numbers from 1.
  func lines(with word: String) -> [Int] {
    // Most files do not say it at all, which bytes tell soonest.
    guard bytes.range(of: Data(word.utf8)) != nil else { return [] }
    return code.filter { $0.text.contains(word) }.map(\.number)
  }

  private var code: [(number: Int, text: Substring)] {
    String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { ($0.offset + 1, $0.element) }
      .filter { !$0.1.drop { $0 == " " }.hasPrefix("//") }
  }
}
