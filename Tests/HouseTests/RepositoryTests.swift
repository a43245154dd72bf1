import Foundation
import Testing

/// The files that everybody who takes the code gets.
@Suite(.enabled(if: Repository.hasHistory, "needs a checkout by git, to tell which files count"))
struct `The repository` {
  private let files: [String]

  init() throws {
    files = try Repository.ownFiles()
  }

  @Test func `has no file over 4 MiB`() throws {
    try #require(files.contains("Package.swift"))
    for file in files {
      let size = try Repository.file(file).resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
      #expect(size <= 4 << 20, "\(file) has \(size) bytes")
    }
  }

  @Test func `names no place on the machine that it was written on`() throws {
    // Put together here, since this file is looked at too.
    let places = ["work", "root", "opt", "home", "Users"].map { "/\($0)/" }
    for file in files {
      let bytes = try Data(contentsOf: Repository.file(file))
      for place in places where bytes.range(of: Data(place.utf8)) != nil {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        for line in lines where Self.names(place, in: line) {
          Issue.record("\(file): \(line.prefix(100))")
        }
      }
    }
  }

  /// Whether a path that begins at the root of the file system begins with `place`.
  private static func names(_ place: String, in line: Substring) -> Bool {
    line.ranges(of: place).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !before.isLetter && !before.isNumber && !"/._-~>}".contains(before)
    }
  }
}
