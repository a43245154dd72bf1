import Foundation
import Testing

/// `Sources/README.md`, the map of the code.
@Suite struct `The architecture document` {
  private let document: Markdown
  private let manifest: Manifest

  init() throws {
    document = Markdown(try Repository.text("Sources/README.md"))
    manifest = Manifest(try Repository.text("Package.swift"))
  }

  @Test func `has a row for every target, which imports what the row says`() throws {
    let targets = manifest.targets.filter { !$0.isForTests }
    #expect(targets.contains { $0.name == "kolb" }, "Package.swift could not be read")
    let declared = Dictionary(
      targets.map { ($0.name, $0.dependencies) }, uniquingKeysWith: { first, _ in first })
    let rows = document.rows(ofTableWith: "may import").map { row in
      let name = Markdown.quotes(in: row["target"] ?? "").first ?? ""
      return (name, imports(of: name, in: row["may import"] ?? "", all: Set(declared.keys)))
    }
    #expect(rows.map(\.0).count == Set(rows.map(\.0)).count, "a target has two rows")
    let written = Dictionary(rows, uniquingKeysWith: { first, _ in first })
    for name in Set(declared.keys).union(written.keys).sorted() {
      #expect(written[name]?.sorted() == declared[name]?.sorted(), "\(name)")
    }
  }

  /// The names in a cell of the table, which may also say "all but" some targets.
  private func imports(of target: String, in cell: String, all: Set<String>) -> Set<String> {
    guard cell.hasPrefix("all but ") else { return Set(Markdown.quotes(in: cell)) }
    let parts = cell.split(separator: ";", maxSplits: 1).map { Set(Markdown.quotes(in: $0)) }
    return all.subtracting(parts[0]).subtracting([target]).union(parts.dropFirst().first ?? [])
  }

  @Test func `names only paths that exist`() throws {
    let paths = document.quotes.filter { quote in
      quote.contains("/") && !quote.hasPrefix("RUN/")
        && quote.allSatisfy { $0.isLetter || $0.isNumber || "/._+-".contains($0) }
    }
    try #require(paths.count > 10)
    for path in paths { #expect(Repository.exists(path), "\(path)") }
  }

  @Test func `places what is to be added into folders that exist`() {
    let templates = document.quotes.filter { $0.contains("/") && $0.contains("<") }
    #expect(!templates.isEmpty)
    for template in templates {
      let folder = template.prefix { $0 != "<" }
      #expect(folder.hasSuffix("/") && Repository.exists(String(folder)), "\(template)")
    }
  }

  @Test func `names only types and members that exist`() throws {
    let names = Set(
      document.quotes.flatMap { quote -> [Substring] in
        let isName = quote.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
        return isName ? quote.split(separator: ".") : []
      })
    try #require(names.count > 20)
    let files = try Repository.swiftFiles(under: "Sources") + Repository.swiftFiles(under: "Tests")
    let words = files.reduce(into: Set<Substring>()) {
      $0.formUnion(Self.words(of: String(decoding: $1.bytes, as: UTF8.self)))
    }
    let unknown = names.subtracting(words).sorted()
    #expect(unknown == [])
  }

  /// Split by bytes, which is quick: whatever is not ASCII counts as part of a word.
  private static func words(of text: String) -> [Substring] {
    text.utf8.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        false
      default: true
      }
    }.map { Substring($0) }
  }
}
