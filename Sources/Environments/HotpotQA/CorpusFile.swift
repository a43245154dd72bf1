import Basics

/// Paragraphs to search from a file of JSON: `{"title": "…", "text": "…"}`, or `contents` whose
/// first line is the title.
package struct CorpusFile: Sendable {
  package private(set) var paragraphs: [Paragraph] = []
  package private(set) var problems: [TaskFileProblem] = []

  /// - Throws: `TaskFileError` where the file cannot be read or holds no paragraph.
  package init(path: String) throws(TaskFileError) {
    let shape = TaskRowShape(keys: ["text", "contents", "paragraph_text", "sentences", "content"])
    let source = TaskRows(try TaskFileBytes.contents(of: path), file: path, shape: shape)
    problems = source.problems
    for row in source.rows {
      do {
        paragraphs.append(try Paragraph(TaskFields(row.value)))
      } catch {
        problems.append(TaskFileProblem(file: path, place: row.place, text: error.description))
      }
    }
    problems.sort { $0.place < $1.place }
    if paragraphs.isEmpty { throw .empty(file: path, wanted: "paragraph") }
  }
}
