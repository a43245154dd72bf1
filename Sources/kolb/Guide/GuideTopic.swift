import TerminalUI

/// A page of `kolb guide`: what there is to know of one thing, longer than help can say it.
struct GuideTopic {
  let name: String
  /// What it is about, in a line.
  let summary: String
  let blocks: [GuideBlock]

  static let all: [GuideTopic] = [
    .keys, .search, .experiments, .results, .reflections, .files, .trainers, .terminals,
    .measures, .models, .servers, .worlds,
    .scale,
  ]

  /// The page for a terminal, lines of at most `width` columns but for code and tables.
  func text(width: Int = 80) -> String {
    let title = "\(name): \(summary)"
    let head = title + "\n" + String(repeating: "=", count: TextWidth.columns(of: title))
    return ([head] + blocks.map { $0.text(width: width) }).joined(separator: "\n\n") + "\n"
  }
}

/// A part of a page.
enum GuideBlock {
  case heading(String)
  case paragraph(String)
  /// Lines that are typed, or stand in a file.
  case code(String)
  /// Words with what they mean.
  case list([(String, String)])
  case table([[String]])

  func text(width: Int) -> String {
    switch self {
    case .heading(let text):
      text + "\n" + String(repeating: "-", count: TextWidth.columns(of: text))
    case .paragraph(let text): Self.wrapped(text, width: width).joined(separator: "\n")
    case .code(let text):
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        .joined(separator: "\n")
    case .list(let items): Self.list(items, width: width)
    case .table(let rows): ReportTable.aligned(rows)
    }
  }

  /// Meanings beside their words, or below them where the words are long.
  private static func list(_ items: [(String, String)], width: Int) -> String {
    let longest = items.map { TextWidth.columns(of: $0.0) }.max() ?? 0
    let indent = min(longest, 26) + 4
    return items.flatMap { word, meaning in
      let lines = Self.wrapped(meaning, width: max(width - indent, 20))
      let gap = indent - 2 - TextWidth.columns(of: word)
      let rest = lines.map { String(repeating: " ", count: indent) + $0 }
      guard gap >= 2, let first = lines.first else { return ["  " + word] + rest }
      return ["  " + word + String(repeating: " ", count: gap) + first] + rest.dropFirst()
    }.joined(separator: "\n")
  }

  /// Broken at blanks.
  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, TextWidth.columns(of: last + " " + word) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
