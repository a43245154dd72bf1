/// Paragraphs to search from a file of JSON lines, `{"title": "…", "text": "…"}`.
package struct CorpusFile: Sendable {
  package private(set) var paragraphs: [Paragraph] = []
  package private(set) var problems: [TaskFileProblem] = []

  /// - Throws: `TaskFileError` where the file cannot be read or holds no paragraph.
  package init(path: String) throws(TaskFileError) {
    let file = try TaskFile<Row>(path: path)
    problems = file.problems
    paragraphs = file.rows.map { Paragraph(title: $1.title, sentences: [$1.text]) }
    if paragraphs.isEmpty { throw .empty(file: path, wanted: "paragraph") }
  }

  private struct Row: Decodable {
    let title: String
    let text: String
  }
}
