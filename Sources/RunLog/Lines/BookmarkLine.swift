import Basics
import RunModel

/// The line that a bookmark is written as: one flat JSON object.
///
///     {"episode":12,"note":"believes C is the goal"}
///     {"episode":12,"gone":true}
package enum BookmarkLine {
  /// The text of a bookmark without a newline.
  package static func encode(_ bookmark: Bookmark) -> String {
    var json = JSONWriter()
    BookmarkFields(bookmark).write(into: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// The marks of a file, by episode: of each episode its last line counts.
  ///
  /// What is no bookmark is passed over, since people may write into the file.
  package static func read(_ text: String) -> [Bookmark] {
    var marks: [Int: Bookmark] = [:]
    for line in text.split(separator: "\n") {
      guard let bookmark = decode(Array(line.utf8)) else { continue }
      marks[bookmark.episode] = bookmark.isGone ? nil : bookmark
    }
    return marks.values.sorted { $0.episode < $1.episode }
  }

  private static func decode(_ line: [UInt8]) -> Bookmark? {
    line.withUnsafeBytes { bytes in
      var fields = BookmarkFields()
      guard var json = try? FieldReader.read(&fields, from: JSONReader(bytes)),
        (try? json.end()) != nil
      else { return nil }
      return fields.bookmark
    }
  }
}

/// The keys of a bookmark.
private struct BookmarkFields: FieldRecord {
  private var episode: Int?
  private var note: String?
  private var gone: Bool?

  init() {}

  init(_ bookmark: Bookmark) {
    episode = bookmark.episode
    note = bookmark.note.isEmpty ? nil : bookmark.note
    gone = bookmark.isGone ? true : nil
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("episode", &episode)
    try coder.field("note", &note)
    try coder.field("gone", &gone)
  }

  var bookmark: Bookmark? {
    episode.map { Bookmark(episode: $0, note: note ?? "", isGone: gone ?? false) }
  }
}
