import Basics
import Foundation

/// Questions from a file: the official JSON list, the variants of Hugging Face, MuSiQue,
/// 2WikiMultihopQA and FlashRAG, each as a list, as JSON lines, or wrapped in an object.
///
/// An item that cannot be used is kept as a problem with its place.
package struct HotpotFile: Sendable {
  package struct Entry: Sendable {
    package let place: TaskPlace
    package let item: HotpotItem
  }

  package private(set) var entries: [Entry] = []
  package private(set) var problems: [TaskFileProblem] = []

  /// - Parameters:
  ///   - path: the file.
  ///   - needsContext: whether an item without paragraphs is of no use, because nothing else is
  ///     searched.
  /// - Throws: `TaskFileError` where the file cannot be read, or is a list without an end.
  package init(path: String, needsContext: Bool = true) throws(TaskFileError) {
    try self.init(TaskFileBytes.contents(of: path), path, needsContext)
  }

  package init(data: Data, file: String, needsContext: Bool = true) throws(TaskFileError) {
    try self.init(TaskFileBytes.utf8(data), file, needsContext)
  }

  private init(_ bytes: [UInt8], _ file: String, _ needsContext: Bool) throws(TaskFileError) {
    let source = TaskRows(bytes, file: file, shape: HotpotItem.shape)
    guard !source.isCut || !source.beginsList else {
      throw .broken(
        file: file,
        reason: "it ends in the middle of its JSON list, behind row \(source.rows.count)")
    }
    problems = source.problems
    var names = TaskNames()
    for row in source.rows {
      do {
        var item = try HotpotItem(row)
        if let flaw = item.flaw(needsContext: needsContext) { throw TaskFieldError.other(flaw) }
        item.id = names.name(item.id, at: row.place, for: [item.question] + item.answers)
        entries.append(Entry(place: row.place, item: item))
      } catch {
        problems.append(TaskFileProblem(file: file, place: row.place, text: "\(error)"))
      }
    }
    problems.sort { $0.place < $1.place }
  }
}

extension HotpotItem {
  private static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  /// Why the item cannot be asked, or `nil`.
  fileprivate func flaw(needsContext: Bool) -> String? {
    if Self.isBlank(question) { return "The question is empty. Write one." }
    if Self.isBlank(answer) { return "The answer is empty. Write the one that is right." }
    if needsContext && !context.contains(where: { !Self.isBlank($0.text) }) {
      return "The question has no context. Add its paragraphs, or name a corpus to search."
    }
    return nil
  }
}
