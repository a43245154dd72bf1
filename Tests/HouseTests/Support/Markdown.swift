import Foundation

/// The parts of a document that say something which can be checked.
struct Markdown {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The lines of fenced blocks in a language, without comments.
  func code(in language: String) -> [String] {
    var isInside = false
    return lines.compactMap { line in
      if line.hasPrefix("```") {
        isInside = line == "```" + language
        return nil
      }
      let command = line.prefix { $0 != "#" }
      guard isInside, command.contains(where: { $0 != " " }) else { return nil }
      return String(command)
    }
  }

  /// What stands between backticks in prose and tables.
  var quotes: [String] {
    var isInside = false
    return lines.flatMap { line -> [String] in
      if line.hasPrefix("```") { isInside.toggle() }
      if isInside || line.hasPrefix("```") { return [] }
      return Self.quotes(in: line)
    }
  }

  /// The rows of the table whose header has a column of this name: its cells by column.
  func rows(ofTableWith column: String) -> [[String: String]] {
    guard
      let start = lines.firstIndex(where: {
        $0.hasPrefix("|") && Self.cells($0).contains(column)
      })
    else { return [] }
    let names = Self.cells(lines[start])
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map { line in
      Dictionary(zip(names, Self.cells(line)), uniquingKeysWith: { first, _ in first })
    }
  }

  static func quotes(in text: some StringProtocol) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
