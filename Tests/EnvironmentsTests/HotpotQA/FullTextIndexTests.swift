import Foundation
import RLCore
import Testing

@testable import Environments

@Suite struct FullTextIndexTests {
  private static let corpus = [
    Paragraph(title: "Kara", sentences: ["A film by Tavi.", " It is long."]),
    Paragraph(title: "Tavi", sentences: ["Tavi made Kara and Mira."]),
    Paragraph(title: "Æsop's Café", sentences: ["\"Quoted\" text; it's a NEAR miss."]),
    Paragraph(title: "東京", sentences: ["The capital."]),
  ]

  @Test func `the paragraph about a thing comes before those that mention it`() throws {
    let index = try FullTextIndex(of: Self.corpus)
    #expect(index.search("Kara", limit: 5).map(\.title) == ["Kara", "Tavi"])
    #expect(index.search("tavi", limit: 1).map(\.title) == ["Tavi"])
    #expect(index.search("cafe", limit: 5).map(\.title) == ["Æsop's Café"])
    #expect(index.search("東京", limit: 5).map(\.title) == ["東京"])
    #expect(index.search("Kara", limit: 5).first?.text == "A film by Tavi. It is long.")
    #expect(index.search("nowhere", limit: 5).isEmpty && index.search("Kara", limit: 0).isEmpty)
  }

  @Test func `a paragraph is found by its exact title alone`() throws {
    let index = try FullTextIndex(of: Self.corpus)
    #expect(index.paragraph(titled: "Tavi")?.text == "Tavi made Kara and Mira.")
    #expect(index.paragraph(titled: "tavi") == nil && index.paragraph(titled: "") == nil)
  }

  @Test func `no query is a syntax error`() throws {
    let index = try FullTextIndex(of: Self.corpus)
    let hostile = [
      "\"", "\"\"", "'", "*", "Kara*", "^Kara", "Kara AND", "NEAR(Kara Tavi)", "NOT", "title:Kara",
      "{title}:Kara", "Kara + Tavi", "-Kara", "(", ")))", "a\0b", "Kara\0", ";DROP TABLE passages",
      "\u{301}", "e\u{301}", "🧊", "", " ", String(repeating: "\"Kara ", count: 20_000),
    ]
    for query in hostile { _ = index.search(query, limit: 5) }
    var generator = SeededGenerator(seed: 1)
    let alphabet = Array("Kara\"'*^:(){}+-ANDORNOT \0,;é東")
    for _ in 0..<500 {
      let query = String((0..<12).map { _ in alphabet[generator.index(below: alphabet.count)] })
      _ = index.search(query + " Mira", limit: 5)
      #expect(index.search(query + " Mira", limit: 5).contains { $0.title == "Tavi" }, "\(query)")
    }
    #expect(index.search("Kara OR nowhere", limit: 5).first?.title == "Kara")
  }

  @Test func `an index on disk is built once, and again when it is damaged`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-index-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func open(_ corpus: [Paragraph] = Self.corpus) throws -> FullTextIndex {
      let index = try FullTextIndex(of: corpus, in: folder.path)
      #expect(index.search("Kara", limit: 5).map(\.title) == ["Kara", "Tavi"])
      return index
    }
    #expect(try !open().wasReused)
    #expect(try open().wasReused)
    #expect(try !open(Self.corpus.dropLast()).wasReused)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.count == 2 && files.allSatisfy { $0.hasSuffix(".index") })
    for file in files {
      try Data("not a database".utf8).write(to: folder.appendingPathComponent(file))
    }
    #expect(try !open().wasReused)
    #expect(try open().wasReused)
  }

  @Test func `an index that somebody swapped is not believed, whatever it looks like`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-index-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func open(_ corpus: [Paragraph] = Self.corpus) throws -> FullTextIndex {
      try FullTextIndex(of: corpus, in: folder.path)
    }
    _ = try open()
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    let path = folder.appendingPathComponent(name)
    func swap(_ put: () throws -> Void) throws {
      try? FileManager.default.removeItem(at: path)
      try put()
      let index = try open()
      #expect(!index.wasReused)
      #expect(index.search("Kara", limit: 5).map(\.title) == ["Kara", "Tavi"])
      #expect(try open().wasReused)
    }
    // One of as many paragraphs, with other words.
    let others = Self.corpus.map { Paragraph(title: $0.title, sentences: ["Kara is a trap."]) }
    let theirs = folder.appendingPathComponent("theirs", isDirectory: true)
    _ = try FullTextIndex(of: others, in: theirs.path)
    let other = try #require(try FileManager.default.contentsOfDirectory(atPath: theirs.path).first)
    try swap {
      try FileManager.default.copyItem(at: theirs.appendingPathComponent(other), to: path)
    }
    try swap { try #require(mkfifo(path.path, 0o600) == 0) }
    try swap { try #require(symlink("/dev/zero", path.path) == 0) }
    try swap {
      let database = try SQLiteDatabase(path: path.path)
      try database.rows("CREATE TABLE passages_content(id INTEGER, c0, c1)")
      for (id, paragraph) in Self.corpus.enumerated() {
        try database.rows(
          "INSERT INTO passages_content VALUES (?, ?, ?)",
          [.integer(id + 1), .text(paragraph.title), .text(paragraph.text)])
      }
      try database.rows("CREATE VIEW passages AS SELECT 'trap' AS title, 'Kara' AS text")
      try database.rows("PRAGMA user_version = 1")
    }
  }

  @Test func `an empty corpus and a folder that cannot be made are clear errors`() {
    #expect(throws: FullTextIndexError.emptyCorpus) { try FullTextIndex(of: []) }
    #expect { try FullTextIndex(of: Self.corpus, in: "/dev/null/x") } throws: {
      "\($0)".contains("search index /dev/null/x")
    }
  }

  @Test(.enabled(if: SharedData.path("hotpotqa-distractor-100.json") != nil, "no shared data"))
  func `titles of the official items find their paragraphs`() throws {
    let path = try #require(SharedData.path("hotpotqa-distractor-100.json"))
    let corpus = try HotpotFile(path: path).entries.map(\.item).corpus
    let index = try FullTextIndex(of: corpus)
    let found = corpus.count { paragraph in
      index.search(paragraph.title, limit: 5).contains { $0.title == paragraph.title }
    }
    #expect(Double(found) / Double(corpus.count) > 0.98)
  }
}
