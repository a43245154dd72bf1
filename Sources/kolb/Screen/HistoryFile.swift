import Dashboard
import Foundation

/// The lines that were typed behind `:` and `/`, one a line with that sign before it.
enum HistoryFile {
  private static let name = "history"
  private static let limit = 500

  /// What was typed in earlier sessions, the latest last; a long file is cut to its end.
  static func read() -> [(kind: Recall.Kind, line: String)] {
    let file = StateFolder.url.appendingPathComponent(name)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    let lines = text.split(separator: "\n")
    if lines.count > 4 * limit {
      let kept = lines.suffix(limit).joined(separator: "\n") + "\n"
      try? Data(kept.utf8).write(to: file, options: .atomic)
    }
    return lines.suffix(limit).compactMap { line in
      guard let kind = line.first.flatMap({ Recall.Kind(rawValue: String($0)) }) else { return nil }
      return (kind, String(line.dropFirst()))
    }
  }

  /// What cannot be kept is not worth a word.
  static func keep(_ line: String, _ kind: Recall.Kind) {
    try? StateFolder.append(kind.rawValue + line, to: name)
  }
}
