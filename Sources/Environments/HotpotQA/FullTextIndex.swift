import Basics
import Foundation
import RLCore
import Synchronization

/// Full-text search over a corpus: SQLite's FTS5, ranked by BM25 (Robertson and Zaragoza, "The
/// probabilistic relevance framework: BM25 and beyond", 2009; k₁ = 1.2, b = 0.75).
///
/// A word in a title counts four times as much as one in the text, so the paragraph about
/// something comes before those that mention it.
package final class FullTextIndex: Retriever {
  private let database: Mutex<SQLiteDatabase>
  /// Whether the index lay ready on disk.
  package let wasReused: Bool

  /// Builds an index in memory.
  ///
  /// - Throws: `FullTextIndexError`.
  package init(of corpus: [Paragraph]) throws(FullTextIndexError) {
    guard !corpus.isEmpty else { throw .emptyCorpus }
    wasReused = false
    do {
      let database = try SQLiteDatabase(path: nil)
      try Self.fill(database, with: corpus)
      self.database = Mutex(database)
    } catch {
      throw .cannotBuild(file: "memory", reason: "\(error)")
    }
  }

  /// Opens the index of a corpus in a folder, or builds it there.
  ///
  /// The file is named after the corpus's digest, and appears under its name when it is whole.
  ///
  /// - Throws: `FullTextIndexError`.
  package init(of corpus: [Paragraph], in folder: String) throws(FullTextIndexError) {
    guard !corpus.isEmpty else { throw .emptyCorpus }
    let digest = Self.digest(of: corpus)
    let path = folder + "/hotpotqa-\(digest).index"
    if let known = Self.opened(path, of: corpus) {
      wasReused = true
      database = Mutex(known)
      return
    }
    wasReused = false
    do {
      try Self.build(corpus, at: path, in: folder)
      database = Mutex(try SQLiteDatabase(path: path, isReadOnly: true))
    } catch {
      throw .cannotBuild(file: path, reason: "\(error)")
    }
  }

  package func search(_ text: String, limit: Int) -> [Paragraph] {
    let match = Self.expression(for: text)
    guard !match.isEmpty, limit > 0 else { return [] }
    return found(
      "SELECT title, text FROM passages WHERE passages MATCH ? "
        + "ORDER BY bm25(passages, 4.0, 1.0), rowid LIMIT ?",
      [.text(match), .integer(limit)])
  }

  package func paragraph(titled title: String) -> Paragraph? {
    let match = Self.expression(for: title)
    guard !match.isEmpty else { return nil }
    return found(
      "SELECT title, text FROM passages WHERE passages MATCH ? AND title = ? "
        + "ORDER BY rowid LIMIT 1",
      [.text("title : (\(match))"), .text(title)]
    ).first
  }

  /// A file that is damaged while it is open finds nothing more.
  private func found(_ sql: String, _ values: [SQLiteDatabase.Value]) -> [Paragraph] {
    database.withLock { database in
      ((try? database.rows(sql, values)) ?? []).map {
        Paragraph(title: $0[0], sentences: [$0[1]])
      }
    }
  }

  /// The words of a text as an FTS5 expression that matches any of them.
  ///
  /// Only letters, digits and marks are kept, each word in quotes, so no text is a syntax error.
  static func expression(for text: String) -> String {
    var words: [String] = []
    var seen: Set<String> = []
    let isPart: (Unicode.Scalar) -> Bool = {
      PythonText.isWord($0) || $0.properties.generalCategory == .nonspacingMark
    }
    for word in text.unicodeScalars.prefix(longestQuery).split(whereSeparator: { !isPart($0) }) {
      let word = String(String.UnicodeScalarView(word))
      if seen.insert(word.lowercased()).inserted { words.append("\"\(word)\"") }
      if words.count == mostWords { break }
    }
    return words.joined(separator: " OR ")
  }

  private static let longestQuery = 4096
  private static let mostWords = 64
}

// MARK: - Building

extension FullTextIndex {
  fileprivate static let schema =
    "CREATE VIRTUAL TABLE passages USING "
    + "fts5(title, text, tokenize = 'unicode61 remove_diacritics 2')"

  private static func fill(
    _ database: SQLiteDatabase, with corpus: [Paragraph]
  ) throws(SQLiteError) {
    try database.rows("BEGIN")
    try database.rows(schema)
    for paragraph in corpus {
      try database.rows(
        "INSERT INTO passages(title, text) VALUES (?, ?)",
        [.text(paragraph.title), .text(paragraph.text)])
    }
    try database.rows("PRAGMA user_version = 1")
    try database.rows("COMMIT")
  }

  private static func build(_ corpus: [Paragraph], at path: String, in folder: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let draft = path + ".\(ProcessInfo.processInfo.processIdentifier).partial"
    try? files.removeItem(atPath: draft)
    try fill(SQLiteDatabase(path: draft), with: corpus)
    guard rename(draft, path) == 0 else {
      try? files.removeItem(atPath: draft)
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// The index at a path, if it is whole and holds this corpus.
  ///
  /// It lies beside runs, which may have come from somebody else with an index of the same name, so
  /// the name is not believed: every paragraph is held to the corpus.
  private static func opened(_ path: String, of corpus: [Paragraph]) -> SQLiteDatabase? {
    // What is no file, such as a pipe, would be waited for.
    guard
      (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType)
        == .typeRegular,
      let database = try? SQLiteDatabase(path: path, isReadOnly: true),
      (try? database.rows("PRAGMA user_version")) == [["1"]],
      (try? database.rows("SELECT sql FROM sqlite_master WHERE name = 'passages'")) == [[schema]],
      (try? database.rows("SELECT count(*) FROM passages_content")) == [["\(corpus.count)"]],
      (try? holds(corpus, database)) == true
    else { return nil }
    return database
  }

  private static func holds(
    _ corpus: [Paragraph], _ database: SQLiteDatabase
  ) throws(SQLiteError) -> Bool {
    // A part at a time, since a corpus can be as large as the memory.
    for start in stride(from: 0, to: corpus.count, by: part) {
      let end = min(start + part, corpus.count)
      let rows = try database.rows(
        "SELECT c0, c1 FROM passages_content WHERE id > ? AND id <= ? ORDER BY id",
        [.integer(start), .integer(end)])
      let isSame = rows.elementsEqual(corpus[start..<end]) { row, paragraph in
        row[0].utf8.elementsEqual(paragraph.title.utf8)
          && row[1].utf8.elementsEqual(paragraph.text.utf8)
      }
      guard isSame else { return false }
    }
    return true
  }

  private static let part = 4096

  /// 16 hexadecimal digits over every title and text.
  static func digest(of corpus: [Paragraph]) -> String {
    var hash = FNV1a()
    for paragraph in corpus {
      // The zero bytes keep a title from running into its text.
      for part in [paragraph.title, paragraph.text] {
        hash.add(part.utf8)
        hash.add(0)
      }
    }
    return hash.hexadecimal
  }
}

/// Why there is no index to search.
package enum FullTextIndexError: Error, Equatable, CustomStringConvertible {
  case emptyCorpus
  case cannotBuild(file: String, reason: String)

  package var description: String {
    switch self {
    case .emptyCorpus:
      "There is no paragraph to search. Name a corpus, or questions that come with their context."
    case .cannotBuild(let file, let reason):
      "The search index \(file) cannot be built: \(reason). Free some space, or name a run's folder "
        + "beside which files can be written."
    }
  }
}
