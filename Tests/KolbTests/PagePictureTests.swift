import Foundation
import Testing

/// The screens that pages show, each below the command that draws it.
@Suite struct `Pictures in pages` {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private struct Picture {
    var arguments: [String]
    var lines: [Substring]
  }

  /// What follows `<!-- kolb … -->` between fences.
  private static func pictures(in page: String) throws -> [Picture] {
    let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.compactMap { place in
      guard lines[place].hasPrefix("<!-- kolb "), lines[place].hasSuffix(" -->"),
        place + 1 < lines.count, lines[place + 1] == "```text"
      else { return nil }
      let words = lines[place].dropFirst("<!-- kolb ".count).dropLast(" -->".count)
      let drawn = lines[(place + 2)...].prefix { $0 != "```" }
      return Picture(arguments: words.split(separator: " ").map(String.init), lines: Array(drawn))
    }
  }

  @Test(arguments: [("README.md", 1), ("Sources/Importers/README.md", 4)])
  func `are what the program draws`(page: String, atLeast count: Int) throws {
    let pictures = try Self.pictures(in: page)
    #expect(pictures.count >= count)
    for picture in pictures {
      let arguments = picture.arguments.map { word in
        let path = Self.root.appending(path: word).path
        return FileManager.default.fileExists(atPath: path) ? path : word
      }
      let drawn = try Program(arguments)
      let found = drawn.output.split(separator: "\n", omittingEmptySubsequences: false)
      let name = picture.arguments.joined(separator: " ")
      #expect(drawn.code == 0, "kolb \(name): \(drawn.errors)")
      for (row, (wanted, line)) in zip(picture.lines, found).enumerated() {
        #expect(Self.trimmed(wanted) == Self.trimmed(line), "kolb \(name), row \(row + 1)")
      }
      #expect(picture.lines.count == found.filter { !$0.isEmpty }.count, "kolb \(name)")
    }
  }

  private static func trimmed(_ line: Substring) -> Substring {
    line.last == " " ? trimmed(line.dropLast()) : line
  }
}
